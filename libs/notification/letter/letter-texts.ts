import type { Locale } from '@huiyin/platform';
import type { LetterTexts } from './letter-language.js';
import { en } from './texts/en.js';
import { ru } from './texts/ru.js';
import { zhCn } from './texts/zh-cn.js';

export const LETTER_TEXTS: Readonly<Record<Locale, LetterTexts>> = { 'zh-CN': zhCn, en, ru };
