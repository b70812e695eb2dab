import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LOCALES, type Locale } from '../lib/contract.js';
import { switchLanguage } from '../lib/languages.js';
import classes from './language-switch.module.css';

/** Each language in its own name, so that nobody has to read another one to find theirs. */
export const LANGUAGE_NAMES: Record<Locale, string> = { 'zh-CN': '简体中文', en: 'English', ru: 'Русский' };

export function LanguageSwitch({ onSwitch }: { onSwitch?: (locale: Locale) => void }) {
  const { t, i18n } = useTranslation();
  const current = LOCALES.find((locale) => locale === i18n.language) ?? 'zh-CN';
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={classes['button']}
          aria-label={`${t('common.language')}: ${LANGUAGE_NAMES[current]}`}
        >
          <IconWorld size={17} aria-hidden />
          <span lang={current}>{LANGUAGE_NAMES[current]}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {LOCALES.map((locale) => (
          <Menu.Item
            key={locale}
            lang={locale}
            rightSection={locale === current ? <IconCheck size={15} aria-hidden /> : null}
            onClick={() => {
              void switchLanguage(locale);
              onSwitch?.(locale);
            }}
          >
            {LANGUAGE_NAMES[locale]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
