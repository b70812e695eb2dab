import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { weeklyCountsQuery, keyLogQuery } from '../../features/anonymity/api/get-key-log.js';
import { KeyNotice, PrintButton } from '../../features/anonymity/components/key-notice.js';
import { WeeklyCounts } from '../../features/anonymity/components/weekly-counts.js';
import { Page } from '../../ui/page.js';
import { Reading } from '../../ui/reading.js';
import { OpenHeader } from '../shell/open-header.js';

/** Open to whoever has no account: the works council, an auditor, somebody in front of the notice board. */
export function AnonymityKeysRoute() {
  const { t } = useTranslation();
  const log = useQuery(keyLogQuery);
  const counts = useQuery(weeklyCountsQuery).data;
  return (
    <>
      <OpenHeader />
      <main>
        <Page
          title={t('anonymity.keys-title')}
          lead={t('anonymity.keys-lead')}
          actions={<PrintButton />}
          above={
            <p data-print="no">
              <Link to="/anonymity">{t('anonymity.truth.title')}</Link>
            </p>
          }
          narrow
        >
          <Reading of={log}>{(judged) => <KeyNotice judged={judged} />}</Reading>
          {counts ? <WeeklyCounts counts={counts} /> : null}
        </Page>
      </main>
    </>
  );
}
