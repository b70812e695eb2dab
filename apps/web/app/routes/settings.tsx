import { useTranslation } from 'react-i18next';
import { SettingsForm } from '../../features/session/components/settings-form.js';
import { useSignedIn } from '../../lib/me.js';
import { Card, Page } from '../../ui/page.js';

export function SettingsRoute() {
  const { t } = useTranslation();
  const me = useSignedIn();
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')} narrow>
      <Card>
        <SettingsForm me={me} />
      </Card>
    </Page>
  );
}
