import { Outlet } from '@tanstack/react-router';
import { AdministrationTabs } from '../../features/administration/components/administration-tabs.js';
import { administrates, useSignedIn } from '../../lib/me.js';
import { NotFound } from '../shell/not-found.js';

export function AdministrationRoute() {
  const me = useSignedIn();
  if (!administrates(me)) return <NotFound />;
  return (
    <>
      <AdministrationTabs />
      <Outlet />
    </>
  );
}
