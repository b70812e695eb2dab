import { getRouteApi } from '@tanstack/react-router';
import { BulletinPage } from '../../features/bulletins/components/bulletin-page.js';

const route = getRouteApi('/inside/bulletins/$bulletinId');

export function BulletinRoute() {
  const { bulletinId } = route.useParams();
  return <BulletinPage key={bulletinId} bulletinId={bulletinId} />;
}
