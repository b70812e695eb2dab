import { firstBrokenLink } from '@huiyin/platform';
import {
  bulletinNoticeRule,
  bulletinNoticesOf,
  isBulletinNotice,
  type BulletinAudience,
} from '../../../libs/notification/notices/bulletin-notices.js';
import type { BulletinWrite } from '../witness.js';
import type { Finding } from './finding.js';
import type { BulletinEventRecord, BulletinRecord, MailRecord, Records } from './records.js';
import { describe } from './verify-mails.js';

type BulletinMail = MailRecord & { readonly bulletinId: string };

/** After which events of the same bulletin a notice has lost its point. */
const ENDED_BY: Readonly<Record<string, readonly string[]>> = {
  'bulletin-draft-waiting': ['bulletin.published'],
  'rectification-answered': ['rectification.accepted'],
};

/** What was done to bulletins is there, once, and whom they concern is told, once. */
export function verifyBulletins(records: Records, writes: readonly BulletinWrite[]): Finding[] {
  const { bulletins } = records;
  const mails = records.mails.filter((mail): mail is BulletinMail => mail.bulletinId !== null);
  const eventsOf = (id: string): readonly BulletinEventRecord[] => records.bulletinEvents.get(id) ?? [];
  return [
    {
      check: 'every acknowledged step of a bulletin is there once, and no other',
      examined: writes.length,
      violations: wrongSteps(records, writes),
    },
    {
      check: 'every chain of a bulletin verifies and ends where its bulletin says',
      examined: bulletins.length,
      violations: bulletins
        .filter((bulletin) => !isWhole(bulletin, eventsOf(bulletin.id)))
        .map(({ id }) => id),
    },
    {
      check: 'every notice that a bulletin calls for is there, and no other',
      examined: mails.length,
      violations: bulletins.flatMap((bulletin) =>
        wrongNotices(bulletin, eventsOf(bulletin.id), mails, records),
      ),
    },
    {
      check: 'every mail about a bulletin was sent, or had lost its point',
      examined: mails.length,
      violations: mails
        .filter((mail) => mail.state !== 'sent' && !isPointless(mail, eventsOf(mail.bulletinId)))
        .map((mail) => `${describe(mail)} is ${mail.state}`),
    },
  ];
}

/** By bulletin, person and step, as often as it was acknowledged. */
function wrongSteps(records: Records, writes: readonly BulletinWrite[]): string[] {
  const acknowledged = writes.map((write) => `${write.bulletinId} ${write.employeeNumber} ${write.event}`);
  const stored = [...records.bulletinEvents.values()]
    .flat()
    .flatMap(({ bulletinId, actor, type }) =>
      actor.kind === 'person' ? `${bulletinId} ${records.numbers.get(actor.personId) ?? '?'} ${type}` : [],
    );
  const left = [...stored];
  const missing = acknowledged.filter((step) => {
    const index = left.indexOf(step);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [...missing.map((step) => `not there: ${step}`), ...left.map((step) => `of nobody: ${step}`)];
}

function isWhole(
  { id, version, chainHash }: BulletinRecord,
  events: readonly BulletinEventRecord[],
): boolean {
  const last = events.at(-1);
  const isUnbroken = firstBrokenLink({ type: 'bulletin', id }, [...events]) === null;
  return isUnbroken && last?.version === version && last.hash.equals(chainHash);
}

/** Nobody is away and no post changes hands in a run, so exactly these people are told. */
function wrongNotices(
  bulletin: BulletinRecord,
  events: readonly BulletinEventRecord[],
  mails: readonly BulletinMail[],
  records: Records,
): string[] {
  const expected = events.flatMap((event) =>
    bulletinNoticesOf(event).flatMap((kind) =>
      audienceOf(bulletinNoticeRule(kind).audience, bulletin, event, records)
        .filter((id) => event.actor.kind !== 'person' || event.actor.personId !== id)
        .map((id) => `${bulletin.id}/${event.version}/${kind}/${id}`),
    ),
  );
  const found = mails.filter(({ bulletinId }) => bulletinId === bulletin.id).map(describe);
  return [
    ...expected.filter((name) => !found.includes(name)).map((name) => `missing: ${name}`),
    ...found.filter((name) => !expected.includes(name)).map((name) => `too much: ${name}`),
  ];
}

function audienceOf(
  audience: BulletinAudience,
  bulletin: BulletinRecord,
  event: BulletinEventRecord,
  records: Records,
): readonly string[] {
  const posts = (ids: readonly string[], post: 'headId' | 'deputyId'): string[] => [
    ...new Set(ids.flatMap((id) => records.desks.get(id)?.[post] ?? [])),
  ];
  const named = posts(bulletin.departmentIds, 'headId');
  switch (audience) {
    case 'leaders':
      return records.leaderIds;
    case 'named':
      return named;
    case 'head':
      return posts([String(event.data['departmentId'])], 'headId');
    case 'readers': {
      // Who deputises for a head reads along with the chosen ones.
      const readers = [...bulletin.readerIds, ...posts(bulletin.departmentIds, 'deputyId')];
      return [...new Set(readers)].filter((id) => !named.includes(id));
    }
  }
}

function isPointless(mail: BulletinMail, events: readonly BulletinEventRecord[]): boolean {
  if (mail.state !== 'obsolete' || !isBulletinNotice(mail.kind)) return false;
  const ending = ENDED_BY[mail.kind] ?? [];
  return events.some(({ version, type }) => version > mail.eventVersion && ending.includes(type));
}
