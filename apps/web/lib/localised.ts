import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCALES, type Locale, type LocalisedList, type LocalisedText } from './contract.js';

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/** The text in the reader's language, otherwise in any language there is. */
export function textIn(locale: string, text: LocalisedText | null | undefined): string {
  if (!text) return '';
  const own = isLocale(locale) ? text[locale] : undefined;
  return own ?? text['zh-CN'] ?? text.en ?? text.ru ?? '';
}

export function listIn(locale: string, list: LocalisedList | null | undefined): string[] {
  if (!list) return [];
  const own = isLocale(locale) ? list[locale] : undefined;
  return own ?? list['zh-CN'] ?? list.en ?? list.ru ?? [];
}

export function useLocalised(): (text: LocalisedText | null | undefined) => string {
  const { i18n } = useTranslation();
  return useCallback((text) => textIn(i18n.language, text), [i18n.language]);
}
