import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { DepartmentsPage } from '../../features/administration/components/departments-page.js';

const route = getRouteApi('/inside/administration/departments');

export function AdminDepartmentsRoute() {
  const navigate = useNavigate();
  return (
    <DepartmentsPage
      id={route.useSearch().id}
      onOpen={(id) => void navigate({ to: '/administration/departments', search: { id } })}
    />
  );
}
