import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../../ui/language-switch.js';
import { Logo } from '../../ui/logo.js';
import classes from './open-header.module.css';

/** Above a page that is open to whoever has no account. */
export function OpenHeader() {
  const { t } = useTranslation();
  return (
    <header className={classes['top']} data-print="no">
      <Link to="/" className={classes['brand']}>
        <Logo size={28} /> {t('shell.name')}
      </Link>
      <LanguageSwitch />
    </header>
  );
}
