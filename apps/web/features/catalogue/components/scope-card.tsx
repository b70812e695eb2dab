import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../lib/contract.js';
import { useLocalised } from '../../../lib/localised.js';
import { Instant } from '../../../ui/instant.js';
import { ScopeExamples } from './scope-examples.js';
import { ScopeHistory } from './scope-history.js';
import classes from './catalogue.module.css';

/** One published scope: what belongs there, and what does not. */
export function ScopeCard({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const [history, setHistory] = useState(false);
  return (
    <article>
      <h3 className={classes['scopeTitle']}>{localised(scope.title)}</h3>
      <ScopeExamples scope={scope} />
      <p className={classes['published']}>
        {t('catalogue.version', { version: scope.version })} · <Instant at={scope.publishedAt} as="day" />
        {scope.version > 1 ? (
          <button type="button" className={classes['linkButton']} onClick={() => setHistory(true)}>
            {t('catalogue.history')}
          </button>
        ) : null}
      </p>
      <ScopeHistory scope={scope} opened={history} onClose={() => setHistory(false)} />
    </article>
  );
}
