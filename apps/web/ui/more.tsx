import { Button, Center } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface MoreSource {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

export function More({ of }: { of: MoreSource }) {
  const { t } = useTranslation();
  if (!of.hasNextPage) return null;
  return (
    <Center mt="md">
      <Button variant="default" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
        {t('common.load-more')}
      </Button>
    </Center>
  );
}
