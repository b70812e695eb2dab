import { useTranslation } from 'react-i18next';
import { WritingPage } from '../../features/writing/components/writing-page.js';
import { Page } from '../../ui/page.js';

export function WriteRoute() {
  const { t } = useTranslation();
  return (
    <Page title={t('writing.heading')} lead={t('writing.lead')}>
      <WritingPage />
    </Page>
  );
}
