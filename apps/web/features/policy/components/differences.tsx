import { useTranslation } from 'react-i18next';
import type { PolicyDifferences } from '../api/policy.js';
import { PolicyText } from './policy-text.js';
import { numberName } from './policy-words.js';
import classes from './policy.module.css';

/** So many lines of unchanged text are shown before and after a change: what has changed is what people came for. */
const LINES_AROUND = 3;

function cut(text: string, isFirst: boolean, isLast: boolean): string {
  const lines = text.split('\n');
  if (lines.length <= 2 * LINES_AROUND + 1) return text;
  const head = isFirst ? [] : lines.slice(0, LINES_AROUND);
  const tail = isLast ? [] : lines.slice(-LINES_AROUND);
  return [...head, '…', ...tail].join('\n');
}

/** Markdown without its marks: here the words count. */
function words(text: string): string {
  return text.replace(/\*\*/g, '').replace(/^#+ /gm, '').replace(/^- /gm, '• ');
}

/** What two versions say differently: numbers as a table, the text word by word. */
export function Differences({ differences, lang }: { differences: PolicyDifferences; lang: string }) {
  const { t } = useTranslation();
  const { numbers, text } = differences;
  if (numbers.length === 0 && text.every(({ kind }) => kind === 'same'))
    return <p className={classes['dim']}>{t('policy.no-differences')}</p>;
  return (
    <>
      {numbers.length > 0 ? (
        <div className={classes['tableWrap']} tabIndex={0} role="region" aria-label={t('policy.numbers')}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('policy.what')}</th>
                <th scope="col">{t('policy.before')}</th>
                <th scope="col">{t('policy.after')}</th>
              </tr>
            </thead>
            <tbody>
              {numbers.map(({ name, before, after }) => (
                <tr key={name}>
                  <th scope="row">{numberName(t, name)}</th>
                  <td>{before === null ? '–' : <PolicyText markdown={before} lang={lang} />}</td>
                  <td>{after === null ? '–' : <PolicyText markdown={after} lang={lang} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <div className={classes['changes']} lang={lang}>
        {text.map(({ kind, text: part }, index) => {
          const key = `${String(index)} ${kind}`;
          if (kind === 'added') return <ins key={key}>{words(part)}</ins>;
          if (kind === 'removed') return <del key={key}>{words(part)}</del>;
          return <span key={key}>{words(cut(part, index === 0, index === text.length - 1))}</span>;
        })}
      </div>
    </>
  );
}
