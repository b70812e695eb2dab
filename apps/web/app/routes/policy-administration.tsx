import { useNavigate } from '@tanstack/react-router';
import { PolicyAdministration } from '../../features/policy/components/policy-administration.js';

export function PolicyAdministrationRoute() {
  const navigate = useNavigate();
  return (
    <PolicyAdministration
      onDraft={(draftId) => void navigate({ to: '/administration/policy/$draftId', params: { draftId } })}
    />
  );
}
