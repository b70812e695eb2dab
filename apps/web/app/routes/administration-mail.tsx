import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { MailPage } from '../../features/administration/components/mail-page.js';

const route = getRouteApi('/inside/administration/mail');

export function AdminMailRoute() {
  const navigate = useNavigate();
  return (
    <MailPage
      state={route.useSearch().state}
      onState={(state) => void navigate({ to: '/administration/mail', search: { state }, replace: true })}
    />
  );
}
