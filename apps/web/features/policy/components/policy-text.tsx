import { lazy, Suspense } from 'react';
import classes from './policy.module.css';

const ReactMarkdown = lazy(() => import('react-markdown'));

const ALLOWED = [
  'p',
  'br',
  'strong',
  'em',
  'ul',
  'ol',
  'li',
  'a',
  'code',
  'blockquote',
  'h2',
  'h3',
  'h4',
  'hr',
];

/** The policy as a document: its parts are headings below the page's own. Raw HTML is shown as text. */
export function PolicyText({ markdown, lang }: { markdown: string; lang: string }) {
  return (
    <article className={classes['document']} lang={lang}>
      <Suspense fallback={<p className={classes['plain']}>{markdown}</p>}>
        <ReactMarkdown allowedElements={ALLOWED} unwrapDisallowed>
          {markdown}
        </ReactMarkdown>
      </Suspense>
    </article>
  );
}
