import { IconInfoCircle, IconShieldSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../../../lib/me.js';
import { createTraceFinder } from '../writing-check/find-traces.js';
import { TRACE_KINDS, type Trace, type TraceKind } from '../writing-check/trace.js';
import classes from './anonymous.module.css';

type Field = 'title' | 'body';
type Place = Trace & { readonly field: Field; readonly text: string };

const SHOWN_OF_A_KIND = 6;

const placeOf = (field: Field, text: string, trace: Trace): Place => ({
  ...trace,
  field,
  text: text.slice(trace.start, trace.end),
});

interface TraceNotesProps {
  title: string;
  body: string;
  form: RefObject<HTMLElement | null>;
}

/** What in the text may lead to its author, why, and what to do. Points, and never stands in the way. */
export function TraceNotes({ title, body, form }: TraceNotesProps) {
  const { t } = useTranslation();
  const { name, employeeNumber, email } = useSignedIn();
  const find = useMemo(
    () => createTraceFinder({ name, employeeNumber, email }),
    [name, employeeNumber, email],
  );
  const late = { title: useDeferredValue(title), body: useDeferredValue(body) };
  const titleTraces = useMemo(() => find(late.title), [find, late.title]);
  const bodyTraces = useMemo(() => find(late.body), [find, late.body]);
  const places = [
    ...titleTraces.map((trace) => placeOf('title', late.title, trace)),
    ...bodyTraces.map((trace) => placeOf('body', late.body, trace)),
  ];
  const show = ({ field, start, end }: Place): void => {
    const input = form.current?.querySelector<HTMLTextAreaElement>(`[data-field=${field}]`);
    input?.focus();
    input?.setSelectionRange(start, end);
  };
  const kinds = TRACE_KINDS.filter((kind) => places.some((place) => place.kind === kind));
  return (
    <section className={classes['traces']} data-found={places.length > 0} aria-label={t('trace.title')}>
      <h2>
        <IconShieldSearch size={18} aria-hidden />
        <span role="status">
          {places.length > 0 ? t('trace.found', { count: places.length }) : t('trace.none')}
        </span>
      </h2>
      {kinds.length > 0 ? (
        <ul className={classes['traceList']}>
          {kinds.map((kind) => (
            <Kind key={kind} kind={kind} places={places.filter((one) => one.kind === kind)} onShow={show} />
          ))}
        </ul>
      ) : null}
      <p className={classes['what']}>
        <IconInfoCircle size={14} aria-hidden /> {t('trace.how')}
      </p>
    </section>
  );
}

function Kind({
  kind,
  places,
  onShow,
}: {
  kind: TraceKind;
  places: readonly Place[];
  onShow: (place: Place) => void;
}) {
  const { t } = useTranslation();
  const rest = places.length - SHOWN_OF_A_KIND;
  return (
    <li>
      <p>
        <b>{t(`trace.${kind}.name`)}</b> {t(`trace.${kind}.do`)}
      </p>
      <div className={classes['snippets']} translate="no">
        {places.slice(0, SHOWN_OF_A_KIND).map((place) => (
          <button
            key={`${place.field} ${place.start}`}
            type="button"
            className={classes['snippet']}
            aria-label={t('trace.show', { text: place.text })}
            onClick={() => onShow(place)}
          >
            {place.text}
          </button>
        ))}
        {rest > 0 ? <span className={classes['rest']}>{t('trace.more', { count: rest })}</span> : null}
      </div>
    </li>
  );
}
