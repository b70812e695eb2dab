import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { PeoplePage } from '../../features/administration/components/people-page.js';

const route = getRouteApi('/inside/administration/people');

export function PeopleRoute() {
  const navigate = useNavigate();
  return (
    <PeoplePage
      filter={route.useSearch()}
      onFilter={(search) => void navigate({ to: '/administration/people', search, replace: true })}
    />
  );
}
