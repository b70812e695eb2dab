import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { keyLogQuery } from '../../features/anonymity/api/get-key-log.js';
import { KeyNotice, PrintButton } from '../../features/anonymity/components/key-notice.js';
import { OwnKeys } from '../../features/anonymity/components/own-keys.js';
import { meQuery } from '../../lib/me.js';
import { Page } from '../../ui/page.js';
import { Reading } from '../../ui/reading.js';
import { OpenHeader } from '../shell/open-header.js';

/** Open to whoever has no account: the trade union, an auditor, somebody in front of the notice board. */
export function AnonymityKeysRoute() {
  const { t } = useTranslation();
  // Asks only when nobody knows yet: whoever comes here from another page must not be seen.
  const me = useQuery({ ...meQuery, staleTime: Infinity });
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
          <Reading of={me}>
            {(person) => (person === null || person.mustChangePassword ? <FetchedKeys /> : <OwnKeys />)}
          </Reading>
        </Page>
      </main>
    </>
  );
}

function FetchedKeys() {
  return <Reading of={useQuery(keyLogQuery)}>{(judged) => <KeyNotice judged={judged} />}</Reading>;
}
