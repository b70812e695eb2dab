import { getRouteApi } from '@tanstack/react-router';
import { VersionPage } from '../../features/policy/components/version-page.js';

const route = getRouteApi('/inside/policy/versions/$version');

export function PolicyVersionRoute() {
  return <VersionPage version={Number(route.useParams().version) || 0} />;
}
