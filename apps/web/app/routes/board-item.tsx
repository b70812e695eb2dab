import { getRouteApi } from '@tanstack/react-router';
import { BoardPage } from '../../features/board/components/board-page.js';

const route = getRouteApi('/inside/board/$itemId');

export function BoardItemRoute() {
  const { itemId } = route.useParams();
  return <BoardPage key={itemId} itemId={itemId} />;
}
