import { Notifications } from '@mantine/notifications';
import { Outlet } from '@tanstack/react-router';

/** Toasts live inside the router, because they lead to pages. */
export function Root() {
  return (
    <>
      <Outlet />
      <Notifications position="top-right" limit={4} autoClose={7000} containerWidth={400} />
    </>
  );
}
