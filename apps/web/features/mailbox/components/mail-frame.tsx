import { useRouter } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './mailbox.module.css';

/** Links are followed in this app when they lead into it, otherwise in a tab of their own. */
function inAppAddress(href: string): string | null {
  const address = new URL(href, window.location.href);
  return address.origin === window.location.origin || address.hostname === 'localhost' || address.hostname === '127.0.0.1'
    ? `${address.pathname}${address.search}`
    : null;
}

/**
 * A mail as its reader sees it. The frame runs no scripts. The page's own content security policy also holds in the
 * frame and keeps style attributes from working; they are applied once more through the style interface, which it allows.
 */
export function MailFrame({ html, subject }: { html: string; subject: string }) {
  const { t } = useTranslation();
  const router = useRouter();
  const frame = useRef<HTMLIFrameElement>(null);
  const dress = (): void => {
    const content = frame.current?.contentDocument;
    if (!content || !frame.current) return;
    for (const element of content.querySelectorAll<HTMLElement>('[style]')) {
      element.style.cssText = element.getAttribute('style') ?? '';
    }
    content.addEventListener('click', (event) => {
      const link = event.target instanceof Node ? closestLink(event.target) : null;
      if (!link) return;
      event.preventDefault();
      const address = inAppAddress(link);
      if (address === null) window.open(link, '_blank', 'noopener');
      else router.history.push(address);
    });
    frame.current.style.height = `${String(Math.max(content.documentElement.scrollHeight + 8, 240))}px`;
  };
  return (
    <iframe
      ref={frame}
      className={classes['frame']}
      sandbox="allow-same-origin"
      srcDoc={html}
      title={t('mailbox.content', { subject })}
      onLoad={dress}
    />
  );
}

function closestLink(node: Node): string | null {
  for (let current: Node | null = node; current; current = current.parentNode) {
    if (current.nodeName === 'A' && 'href' in current) return String(current.href);
  }
  return null;
}
