import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFaultText } from '../../../lib/fault-text.js';
import { LANGUAGE_NAMES } from '../../../ui/language-switch.js';
import { LOCALES } from '../../../lib/contract.js';
import type { PolicyFault } from '../api/policy.js';
import { numberName } from './policy-words.js';
import classes from './policy.module.css';

/** A fault of a text in words, with the placeholder that it is about. */
export function useTextFault(): (fault: PolicyFault) => string {
  const { t } = useTranslation();
  const faultOf = useFaultText();
  return (fault) => {
    const name = /\{\{([^{}]*)\}\}/.exec(fault.message)?.[1] ?? '';
    if (fault.rule === 'unknown-placeholder') return t('policy.fault-unknown', { name });
    if (fault.rule === 'never-mentioned')
      return t('policy.fault-unsaid', { number: numberName(t, name), name });
    return faultOf(fault);
  };
}

/** What still keeps a draft from being published, by language. */
export function Gaps({ gaps }: { gaps: readonly PolicyFault[] }) {
  const { t } = useTranslation();
  const textOf = useTextFault();
  if (gaps.length === 0) return null;
  return (
    <div className={classes['gaps']} role="status">
      <IconAlertTriangle size={20} aria-hidden />
      <div>
        <strong>{t('policy.gaps')}</strong>
        <ul>
          {gaps.map((gap) => {
            const language = LOCALES.find((locale) => gap.field.endsWith(`.${locale}`));
            return (
              <li key={`${gap.field} ${gap.rule} ${gap.message}`}>
                {language ? `${LANGUAGE_NAMES[language]}: ` : `${gap.field}: `}
                {gap.field.startsWith('changeNote') ? t('policy.fault-note') : textOf(gap)}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
