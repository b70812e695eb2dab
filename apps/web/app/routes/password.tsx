import { useTranslation } from 'react-i18next';
import { ChangePasswordForm } from '../../features/session/components/change-password-form.js';
import { useMe } from '../../lib/me.js';
import { Card, Page } from '../../ui/page.js';

export function PasswordRoute() {
  const { t } = useTranslation();
  const me = useMe();
  if (!me) return null;
  return (
    <main>
      <Page
        title={t('password.title')}
        lead={me.mustChangePassword ? t('password.must') : t('password.lead')}
        narrow
      >
        <Card>
          <ChangePasswordForm />
        </Card>
      </Page>
    </main>
  );
}
