import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { DraftEditor } from '../../features/policy/components/draft-editor.js';

const route = getRouteApi('/inside/administration/policy/$draftId');

export function PolicyEditorRoute() {
  const navigate = useNavigate();
  return (
    <DraftEditor
      draftId={route.useParams().draftId}
      onDiscarded={() => void navigate({ to: '/administration/policy' })}
    />
  );
}
