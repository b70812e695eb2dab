import type { PolicyTexts } from '../domain/policy-document.js';
import { POLICY_EN } from './texts/en.js';
import { POLICY_RU } from './texts/ru.js';
import { POLICY_ZH_CN } from './texts/zh-cn.js';

/** The text of the policy that ships: complete, and in use until a company publishes its own. */
export const SHIPPED_TEXTS: PolicyTexts = {
  'zh-CN': POLICY_ZH_CN.trim(),
  en: POLICY_EN.trim(),
  ru: POLICY_RU.trim(),
};
