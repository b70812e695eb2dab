import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../lib/contract.js';
import { listIn, useLocalised } from '../../../lib/localised.js';
import { Instant } from '../../../ui/instant.js';
import { ScopeHistory } from './scope-history.js';
import classes from './catalogue.module.css';

/** One published scope: what belongs there, and what does not. */
export function ScopeCard({ scope }: { scope: Scope }) {
  const { t, i18n } = useTranslation();
  const localised = useLocalised();
  const [history, setHistory] = useState(false);
  const belongs = listIn(i18n.language, scope.belongs);
  const belongsNot = listIn(i18n.language, scope.belongsNot);
  return (
    <article className={classes['scope']}>
      <h3 className={classes['scopeTitle']}>{localised(scope.title)}</h3>
      <ul className={classes['examples']}>
        {belongs.map((example) => (
          <li key={example}>
            <IconCheck size={16} aria-label={t('catalogue.belongs')} />
            {example}
          </li>
        ))}
        {belongsNot.map((example) => (
          <li key={example} data-not="true">
            <IconX size={16} aria-label={t('catalogue.belongs-not')} />
            {example}
          </li>
        ))}
      </ul>
      <p className={classes['published']}>
        {t('catalogue.version', { version: scope.version })} · <Instant at={scope.publishedAt} as="day" />
        {scope.version > 1 ? (
          <button type="button" className={classes['linkButton']} onClick={() => setHistory(true)}>
            {t('catalogue.history')}
          </button>
        ) : null}
      </p>
      <ScopeHistory lineageId={scope.lineageId} opened={history} onClose={() => setHistory(false)} />
    </article>
  );
}
