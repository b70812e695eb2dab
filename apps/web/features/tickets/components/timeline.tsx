import {
  IconArrowMerge,
  IconArrowsRight,
  IconArrowsSplit,
  IconBan,
  IconCalendarCheck,
  IconCalendarPlus,
  IconCalendarX,
  IconCheck,
  IconCircleCheck,
  IconCircleX,
  IconEdit,
  IconEye,
  IconEyeOff,
  IconFlag,
  IconHandStop,
  IconMailOff,
  IconMessage2,
  IconMessageQuestion,
  IconMessageReply,
  IconNote,
  IconPencil,
  IconPlayerPlay,
  IconPuzzle,
  IconPuzzleOff,
  IconRefresh,
  IconStairsUp,
  IconUserCheck,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../lib/contract.js';
import { useDepartmentName } from '../../../lib/directory.js';
import { useWorkingTime } from '../../../lib/working-time.js';
import type { IconPart } from '../../../ui/chip.js';
import { DateOnly, Instant } from '../../../ui/instant.js';
import { Markdown, PlainText } from '../../../ui/markdown.js';
import classes from './timeline.module.css';

const ICONS: Record<string, IconPart> = {
  'ticket.submitted': IconPencil,
  'ticket.acknowledged': IconCheck,
  'ticket.transferred': IconArrowsRight,
  'ticket.transfer-accepted': IconCheck,
  'ticket.author-asked': IconMessageQuestion,
  'ticket.author-replied': IconMessageReply,
  'ticket.noted': IconNote,
  'ticket.answered': IconMessage2,
  'ticket.answer-amended': IconEdit,
  'ticket.refusal-proposed': IconBan,
  'ticket.refusal-approved': IconBan,
  'ticket.refusal-declined': IconRefresh,
  'ticket.confirmed': IconCircleCheck,
  'ticket.rejected': IconCircleX,
  'ticket.escalated': IconStairsUp,
  'ticket.redo-ordered': IconRefresh,
  'ticket.closed': IconFlag,
  'ticket.reopened': IconRefresh,
  'ticket.merged': IconArrowMerge,
  'ticket.unmerged': IconArrowsSplit,
  'ticket.published': IconEye,
  'ticket.unpublished': IconEyeOff,
  'ticket.removed': IconEyeOff,
  'ticket.extension-requested': IconCalendarPlus,
  'ticket.extension-approved': IconCalendarCheck,
  'ticket.extension-declined': IconCalendarX,
  'ticket.marked-complex': IconPuzzle,
  'ticket.marked-ordinary': IconPuzzleOff,
  'ticket.pause-ended': IconPlayerPlay,
  'ticket.abuse-proposed': IconHandStop,
  'ticket.abuse-approved': IconHandStop,
  'ticket.abuse-declined': IconRefresh,
  'ticket.author-revealed': IconUserCheck,
  'ticket.message-dropped': IconMailOff,
};

const ANSWERS = new Set(['ticket.answered', 'ticket.answer-amended']);

/**
 * An escalation because of a "no" and one because nobody answered are the same event; after several, one level higher.
 * An anonymous ticket comes some days after it was written.
 */
function textKeyOf({ type, data, on }: TimelineEntry): string {
  const key = `event.${type.replace('ticket.', '')}`;
  if (type === 'ticket.submitted' && on !== null) return 'event.handed-over';
  if (type !== 'ticket.escalated') return key;
  if (data['isRaised'] === true) return 'event.escalated-raised';
  return data['reason'] === 'overdue' ? 'event.escalated-overdue' : key;
}

const RATED = ['outcome', 'handling', 'feeling'] as const;

function RatingLine({ data }: { data: Record<string, unknown> }) {
  const { t } = useTranslation();
  const ratings = data['ratings'];
  if (typeof ratings !== 'object' || ratings === null) return null;
  return (
    <dl className={classes['ratings']}>
      {RATED.filter((name) => name in ratings).map((name) => (
        <div key={name}>
          <dt>{t(`rating.${name}`)}</dt>
          <dd>{String((ratings as Record<string, unknown>)[name])} / 5</dd>
        </div>
      ))}
    </dl>
  );
}

/** Why a step of an anonymous author had no effect. */
function DropReason({ entry: { type, data } }: { entry: TimelineEntry }) {
  const { t, i18n } = useTranslation();
  const key = `dropped.${String(data['reason'])}`;
  if (type !== 'ticket.message-dropped' || !i18n.exists(key)) return null;
  return <p className={classes['why']}>{t(key)}</p>;
}

interface TimelineProps {
  entries: TimelineEntry[];
  /** How long a working day is where the answer is due; null where its days differ. */
  dayMinutes: number | null;
  /** Dates are all that matters to this reader. */
  inDays?: boolean;
}

/** All that happened to a ticket, as far as this reader may see it, oldest first. */
export function Timeline({ entries, dayMinutes, inDays = false }: TimelineProps) {
  const { t, i18n } = useTranslation();
  const departmentName = useDepartmentName();
  const inWords = useWorkingTime(dayMinutes);
  const factsOf = (data: Record<string, unknown>): Record<string, string> => ({
    from: departmentName(String(data['fromDepartmentId'] ?? '')),
    to: departmentName(String(data['toDepartmentId'] ?? data['departmentId'] ?? '')),
    span: typeof data['workingMinutes'] === 'number' ? inWords(data['workingMinutes']) : '',
    verdict: i18n.exists(`verdict.${String(data['verdict'])}`) ? t(`verdict.${String(data['verdict'])}`) : '',
    visibility: i18n.exists(`visibility.${String(data['visibility'])}-word`)
      ? t(`visibility.${String(data['visibility'])}-word`)
      : '',
    outcome: i18n.exists(`outcome.${String(data['outcome'])}`) ? t(`outcome.${String(data['outcome'])}`) : '',
    message: i18n.exists(`step.${String(data['message'])}`) ? t(`step.${String(data['message'])}`) : '',
  });
  const whoOf = ({ standing, name, isMe, departmentId }: TimelineEntry['actor']): string => {
    if (isMe) return t('actor.me');
    if (standing === 'system') return t('actor.system');
    const department = standing === 'department' ? departmentName(departmentId) : '';
    return [name, department].filter(Boolean).join(' · ') || t(`actor.${standing}`);
  };
  return (
    <ol className={classes['line']}>
      {entries.map((entry) => {
        const Icon = ICONS[entry.type] ?? IconFlag;
        const key = textKeyOf(entry);
        const isAnswer = ANSWERS.has(entry.type);
        // The rules bring a ticket to the leadership, not the one whose "no" set them going.
        const who = entry.type === 'ticket.escalated' ? '' : whoOf(entry.actor);
        return (
          <li
            key={`${String(entry.version)} ${entry.type}`}
            className={classes['entry']}
            data-answer={isAnswer}
          >
            <span className={classes['dot']}>
              <Icon size={16} stroke={1.9} aria-hidden />
            </span>
            <div>
              <div className={classes['head']}>
                <strong>{i18n.exists(key) ? t(key, factsOf(entry.data)) : t('event.other')}</strong>
                {who === '' ? null : <span className={classes['who']}>{who}</span>}
                {entry.on === null && !inDays ? (
                  <Instant at={entry.at} />
                ) : (
                  <DateOnly on={entry.on ?? entry.at} />
                )}
              </div>
              <RatingLine data={entry.data} />
              <DropReason entry={entry} />
              {entry.text ? (
                <div className={classes['text']}>
                  {isAnswer || entry.type === 'ticket.refusal-proposed' ? (
                    <Markdown text={entry.text} />
                  ) : (
                    <PlainText text={entry.text} />
                  )}
                </div>
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
