import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { BulletinsPage, type BulletinView } from '../../features/bulletins/components/bulletins-page.js';

const route = getRouteApi('/inside/bulletins');
const VIEWS: readonly string[] = ['drafts', 'rectifications', 'discarded'];

export function BulletinsRoute() {
  const navigate = useNavigate();
  const { view } = route.useSearch();
  return (
    <BulletinsPage
      view={view !== undefined && VIEWS.includes(view) ? (view as BulletinView) : 'published'}
      onView={(next) =>
        void navigate({
          to: '/bulletins',
          search: { view: next === 'published' ? undefined : next },
          replace: true,
        })
      }
    />
  );
}
