import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { WritingPage } from '../../features/writing/components/writing-page.js';
import { Page } from '../../ui/page.js';

const route = getRouteApi('/inside/write');

export function WriteRoute() {
  const { t } = useTranslation();
  const { department } = route.useSearch();
  return (
    <Page title={t('writing.heading')} lead={t('writing.lead')}>
      <WritingPage department={department} />
    </Page>
  );
}
