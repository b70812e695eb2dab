import { Notifications } from '@mantine/notifications';
import { Outlet } from '@tanstack/react-router';
import { loadForEverybody } from '../everybody-loads.js';
import { AnonymityWatch } from '../../features/anonymity/components/anonymity-watch.js';

/** Toasts live inside the router, because they lead to pages. */
export function Root() {
  return (
    <>
      <Outlet />
      <AnonymityWatch loadForEverybody={loadForEverybody} />
      <Notifications position="top-right" limit={4} autoClose={7000} containerWidth={400} />
    </>
  );
}
