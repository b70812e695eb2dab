import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty, Page } from '../../ui/page.js';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('not-found.title')} narrow>
      <Empty
        icon={<IconMapQuestion size={24} aria-hidden />}
        title={t('not-found.what')}
        action={
          <Button component={Link} to="/" size="sm">
            {t('not-found.home')}
          </Button>
        }
      >
        {t('not-found.why')}
      </Empty>
    </Page>
  );
}
