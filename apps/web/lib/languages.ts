import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LOCALES, type Locale } from './contract.js';
import { isLocale } from './localised.js';

const remembered = 'huiyin.locale';

const texts: Record<Locale, () => Promise<{ default: Record<string, unknown> }>> = {
  'zh-CN': () => import('../locales/zh-CN.json'),
  en: () => import('../locales/en.json'),
  ru: () => import('../locales/ru.json'),
};

function firstLocale(): Locale {
  const stored = localStorage.getItem(remembered);
  if (isLocale(stored)) return stored;
  for (const wanted of navigator.languages) {
    const found = LOCALES.find((locale) => locale.slice(0, 2) === wanted.slice(0, 2).toLowerCase());
    if (found) return found;
  }
  return 'zh-CN';
}

/** Loads a language's texts, switches to it and remembers it on this device. */
export async function switchLanguage(locale: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(locale, 'translation')) {
    i18next.addResourceBundle(locale, 'translation', (await texts[locale]()).default);
  }
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
  localStorage.setItem(remembered, locale);
}

export async function startLanguages(): Promise<void> {
  const locale = firstLocale();
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: { [locale]: { translation: (await texts[locale]()).default } },
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  document.documentElement.lang = locale;
}
