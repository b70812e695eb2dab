import { useRouter } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './mailbox.module.css';

/** Links are followed in this app when they lead into it, otherwise in a tab of their own. */
function inAppAddress(href: string): string | null {
  const address = new URL(href, window.location.href);
  return address.origin === window.location.origin ||
    address.hostname === 'localhost' ||
    address.hostname === '127.0.0.1'
    ? `${address.pathname}${address.search}`
    : null;
}

/** The page's content security policy also holds in the frame and forbids style attributes and style elements. */
function undressed(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style>/gi, '')
    .replace(/<[^>]+>/g, (tag) => tag.replace(/\sstyle=/gi, ' data-style='));
}

/**
 * A mail as its reader sees it. The frame runs no scripts. Its style attributes are applied through the style interface,
 * which the policy allows.
 */
export function MailFrame({ html, subject }: { html: string; subject: string }) {
  const { t } = useTranslation();
  const router = useRouter();
  const frame = useRef<HTMLIFrameElement>(null);
  const dress = (): void => {
    const content = frame.current?.contentDocument;
    if (!content || !frame.current) return;
    for (const element of content.querySelectorAll<HTMLElement>('[data-style]')) {
      element.style.cssText = element.dataset['style'] ?? '';
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
      srcDoc={undressed(html)}
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
