import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Instant } from '../../../ui/instant.js';
import { Reading } from '../../../ui/reading.js';
import { draftsQuery } from '../api/policy.js';
import classes from './policy.module.css';

/** Open drafts; administrators go to the editor, leaders to what they are asked to publish. */
export function DraftList({ to }: { to: '/policy/drafts/$draftId' | '/administration/policy/$draftId' }) {
  const { t } = useTranslation();
  const drafts = useQuery(draftsQuery);
  return (
    <Reading of={drafts} lines={2}>
      {(all) =>
        all.length === 0 ? (
          <p className={classes['dim']}>{t('policy.no-drafts')}</p>
        ) : (
          <ul className={classes['versions']}>
            {all.map((draft) => (
              <li key={draft.id}>
                <div className={classes['versionHead']}>
                  <Link to={to} params={{ draftId: draft.id }} className={classes['link']}>
                    {t('policy.draft-on', { version: draft.basedOn })}
                  </Link>
                  <span className={classes['dim']}>
                    {draft.editors.join(t('common.list-comma'))} · <Instant at={draft.updatedAt} />
                  </span>
                </div>
              </li>
            ))}
          </ul>
        )
      }
    </Reading>
  );
}
