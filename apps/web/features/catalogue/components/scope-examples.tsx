import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../lib/contract.js';
import { listIn } from '../../../lib/localised.js';
import classes from './catalogue.module.css';

type Side = 'belongs' | 'belongsNot';
const SIDES: readonly Side[] = ['belongs', 'belongsNot'];

/**
 * Examples of what belongs to a scope and what does not; beside an earlier version also which are new, and which are
 * gone.
 */
export function ScopeExamples({ scope, before }: { scope: Scope; before?: Scope }) {
  const { t, i18n } = useTranslation();
  const examples = (of: Scope, side: Side): string[] => listIn(i18n.language, of[side]);
  return (
    <ul className={classes['examples']}>
      {SIDES.flatMap((side) => {
        const now = examples(scope, side);
        const then = before ? examples(before, side) : now;
        const Icon = side === 'belongs' ? IconCheck : IconX;
        const key = side === 'belongs' ? 'catalogue.belongs' : 'catalogue.belongs-not';
        return [...now, ...then.filter((example) => !now.includes(example))].map((example) => (
          <li key={`${side} ${example}`} data-not={side === 'belongsNot'}>
            <Icon size={16} aria-label={t(key)} />
            {!now.includes(example) ? (
              <span>
                <del>{example}</del> <small>{t('catalogue.dropped')}</small>
              </span>
            ) : then.includes(example) ? (
              <span>{example}</span>
            ) : (
              <span>
                <ins>{example}</ins> <small>{t('catalogue.added')}</small>
              </span>
            )}
          </li>
        ));
      })}
    </ul>
  );
}
