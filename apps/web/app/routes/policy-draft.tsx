import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { DraftReview } from '../../features/policy/components/draft-review.js';
import { administrates, useSignedIn } from '../../lib/me.js';
import { NotFound } from '../shell/not-found.js';

const route = getRouteApi('/inside/policy/drafts/$draftId');

export function PolicyDraftRoute() {
  const me = useSignedIn();
  const navigate = useNavigate();
  const { draftId } = route.useParams();
  if (!administrates(me) && !me.roles.includes('leader')) return <NotFound />;
  return <DraftReview draftId={draftId} onPublished={() => void navigate({ to: '/policy' })} />;
}
