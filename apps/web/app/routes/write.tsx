import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { WritingForm } from '../../features/writing/components/writing-form.js';
import { Page } from '../../ui/page.js';

const route = getRouteApi('/inside/write');

export function WriteRoute() {
  const { t } = useTranslation();
  const { department } = route.useSearch();
  return (
    <Page title={t('writing.heading')} lead={t('writing.lead')}>
      <WritingForm department={department} />
    </Page>
  );
}
