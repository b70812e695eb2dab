import { lazy, Suspense } from 'react';
import classes from './markdown.module.css';

export const loadMarkdown = () => import('react-markdown');
const ReactMarkdown = lazy(loadMarkdown);

const ALLOWED = [
  'p',
  'br',
  'strong',
  'em',
  'del',
  'ul',
  'ol',
  'li',
  'a',
  'code',
  'pre',
  'blockquote',
  'h3',
  'h4',
  'h5',
  'hr',
];

/** The Markdown subset of answers. Raw HTML is shown as text, headings start below the page's own. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={classes['text']}>
      <Suspense fallback={<p className={classes['plain']}>{text}</p>}>
        <ReactMarkdown
          allowedElements={ALLOWED}
          unwrapDisallowed
          components={{
            a: ({ href, children }) => (
              <a href={href} target="_blank" rel="noopener noreferrer nofollow">
                {children}
              </a>
            ),
          }}
        >
          {text}
        </ReactMarkdown>
      </Suspense>
    </div>
  );
}

/** Text as its author wrote it, line breaks kept. */
export function PlainText({ text }: { text: string }) {
  return <p className={classes['plain']}>{text}</p>;
}
