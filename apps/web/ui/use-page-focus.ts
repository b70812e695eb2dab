import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type RefObject } from 'react';

/** The path that was shown last, and whether its heading was given the focus. */
let shown: { readonly path: string; readonly isAnnounced: boolean } | null = null;

/**
 * Gives a page's heading the focus when its reader came from another page, so that a screen reader says where they are
 * and Tab goes on from there. A field that has taken the focus already keeps it, and the first page is the browser's.
 */
export function usePageFocus(): {
  page: RefObject<HTMLDivElement | null>;
  heading: RefObject<HTMLHeadingElement | null>;
} {
  const page = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  useEffect(() => {
    if (path === undefined) return;
    const isNew = shown !== null && shown.path !== path;
    // The heading of a page that was still loading went away with its focus.
    const wasLost = shown?.path === path && shown.isAnnounced && document.activeElement === document.body;
    shown = { path, isAnnounced: isNew || (shown?.isAnnounced ?? false) };
    if (!isNew && !wasLost) return;
    if (!page.current?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true });
  }, [path]);
  return { page, heading };
}
