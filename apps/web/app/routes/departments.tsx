import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Catalogue } from '../../features/catalogue/components/catalogue.js';
import { Page } from '../../ui/page.js';
import { SearchField } from '../../ui/search-field.js';

const route = getRouteApi('/inside/departments');

export function DepartmentsRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { q, id } = route.useSearch();
  return (
    <Page
      title={t('shell.departments')}
      lead={t('catalogue.lead')}
      actions={
        <SearchField
          label={t('catalogue.search')}
          value={q ?? ''}
          onSearch={(next) =>
            void navigate({ to: '/departments', search: next === '' ? {} : { q: next }, replace: true })
          }
        />
      }
    >
      <Catalogue q={q ?? ''} focus={id} />
    </Page>
  );
}
