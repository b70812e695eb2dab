import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PromisePage } from '../../features/anonymity/promise/promise-page.js';
import { Page } from '../../ui/page.js';
import { OpenHeader } from '../shell/open-header.js';

/** Open to everybody, and sends no request of its own. */
export function AnonymityRoute() {
  const { t } = useTranslation();
  return (
    <>
      <OpenHeader />
      <main>
        <Page title={t('anonymity.truth.title')} narrow>
          <PromisePage />
          <p>
            <Link to="/anonymity/keys">{t('anonymity.truth.to-keys')}</Link>
          </p>
        </Page>
      </main>
    </>
  );
}
