import { Notifications } from '@mantine/notifications';
import { Outlet } from '@tanstack/react-router';
import { TokenWatch } from '../../features/anonymity/components/token-watch.js';

/** Toasts live inside the router, because they lead to pages. */
export function Root() {
  return (
    <>
      <Outlet />
      <TokenWatch />
      <Notifications position="top-right" limit={4} autoClose={7000} containerWidth={400} />
    </>
  );
}
