/** A test of this repository by the name that its run prints. */
export interface NamedTest {
  readonly file: string;
  readonly name: string;
}

/** What is said on the page about anonymity, by its text `anonymity.truth.<group>.<key>`. */
export interface Sentence {
  readonly key: string;
  /** What back it; none where no program can tell, and then the page says that. */
  readonly tests: readonly NamedTest[];
}

/** Somebody who might want to know an author. */
export interface Seeker extends Sentence {
  readonly verdict: 'no' | 'perhaps' | 'yes';
}

const INTAKE = 'apps/intake/intake.db-spec.ts';
const ROLES = 'apps/intake/roles.db-spec.ts';
const ROUTES = 'test/e2e/anonymous-ticket.e2e-spec.ts';
const SESSION = 'test/anonymity/uniform-session.spec.ts';
const RECORDED = 'test/browser/uniform-client.e2e-spec.ts';
const PROTOCOL = 'test/anonymity/protocol.spec.ts';
const WRITING = 'test/browser/anonymous-text.e2e-spec.ts';
const LOOP = 'libs/ticket/anonymous/anonymous-loop.db-spec.ts';
const AUTHOR = 'test/browser/anonymous-loop.e2e-spec.ts';
const ADVERSARY: NamedTest = {
  file: 'test/e2e/anonymity-adversary.e2e-spec.ts',
  name: 'names authors only where a protection is missing, and finds nothing that leads to somebody',
};
const UNIFORM = 'is the same at the same moments whatever its person does and whatever the intake answers';
const NO_TIMES = 'keeps a time out of every column of the anonymous side, and every number that counts up';
const BOTH_ROLES = 'lets the intake read nothing of the identified side, not one table or view';

export const TOP: readonly Sentence[] = [
  {
    key: 'promise',
    tests: [
      ADVERSARY,
      { file: ROUTES, name: 'looks the same to everybody, whenever on its dates it came' },
      { file: ROLES, name: NO_TIMES },
    ],
  },
  {
    key: 'no-more',
    tests: [
      { file: ROUTES, name: 'keeps its keys: no route tells them to anybody' },
      { file: ROLES, name: BOTH_ROLES },
    ],
  },
  { key: 'reason', tests: [{ file: SESSION, name: UNIFORM }] },
];

export const SEEKERS: readonly Seeker[] = [
  {
    key: 'desk',
    verdict: 'no',
    tests: [
      { file: ROUTES, name: 'looks the same to everybody, whenever on its dates it came' },
      { file: ROUTES, name: 'keeps its keys: no route tells them to anybody' },
      { file: LOOP, name: 'has pictures, and an own department only where it is large enough' },
    ],
  },
  {
    key: 'administrator',
    verdict: 'no',
    tests: [
      ADVERSARY,
      {
        file: INTAKE,
        name: 'takes an anonymous ticket, keeps it from the database, and hands it over in its window',
      },
      {
        file: INTAKE,
        name: 'forgets the day on which too few were there: no row tells it, and a repetition gets the date of the release',
      },
      {
        file: 'libs/anonymity/intake/store/intake-database.db-spec.ts',
        name: 'of a Monday night do not tell which tickets of the batch came with one of the new week',
      },
      { file: ROLES, name: NO_TIMES },
      { file: ROLES, name: BOTH_ROLES },
      {
        file: 'test/e2e/anonymity.e2e-spec.ts',
        name: 'leaves nothing of the request but a hash in the session, which goes with it',
      },
    ],
  },
  {
    key: 'issuer',
    verdict: 'no',
    tests: [
      {
        file: 'test/anonymity/blind-signature.spec.ts',
        name: 'cannot be found again among the requests: each fits to each',
      },
    ],
  },
  {
    key: 'network',
    verdict: 'no',
    tests: [
      ADVERSARY,
      { file: SESSION, name: UNIFORM },
      {
        file: RECORDED,
        name: 'asks for the same, in the same words and sizes, as one whose person does not',
      },
      { file: INTAKE, name: 'answers everything with the same status, size and headers' },
      { file: PROTOCOL, name: 'has one size with %s in it, and nobody but the intake reads it' },
    ],
  },
  {
    key: 'next',
    verdict: 'no',
    tests: [
      {
        file: 'test/browser/anonymity.e2e-spec.ts',
        name: 'fetches a token after the first page, keeps it in a worker alone, and ends the worker with the session',
      },
      { file: WRITING, name: 'goes out of the storage where a draft of it was, and stays out' },
      {
        file: WRITING,
        name: 'is nowhere in the profile of a browser after it was sent, closed, or died with it on the screen',
      },
      {
        file: WRITING,
        name: 'is still there for whoever looks again within two minutes, and gone after them',
      },
      { file: WRITING, name: 'goes from a screen that nobody touches, with what was handed in before' },
      {
        file: AUTHOR,
        name: 'is forgotten on the way to somewhere else, and when nobody is there any more',
      },
    ],
  },
  {
    key: 'marked',
    verdict: 'no',
    tests: [
      { file: PROTOCOL, name: 'with a second key for a week is refused' },
      { file: PROTOCOL, name: 'with anything changed, left out or moved is refused' },
      { file: PROTOCOL, name: 'may grow, but not lose what was seen' },
      { file: PROTOCOL, name: 'is refused with a key for envelopes that the intake has not signed' },
      {
        file: 'test/browser/anonymity.e2e-spec.ts',
        name: 'refuses a log with an entry that does not follow',
      },
      {
        file: SESSION,
        name: 'that is whole and another than this morning’s stops everything, and this morning’s can still be shown',
      },
      {
        file: RECORDED,
        name: 'is refused in the same session, and the page of keys says so and shows what was seen',
      },
    ],
  },
  {
    key: 'style',
    verdict: 'perhaps',
    tests: [
      {
        file: 'apps/web/features/anonymity/writing-check/find-traces.spec.ts',
        name: 'is looked for in all three languages at once',
      },
    ],
  },
  {
    key: 'few',
    verdict: 'perhaps',
    tests: [
      {
        file: 'libs/anonymity/domain/crowd.spec.ts',
        name: 'never say more than there are, nor anything about a small group',
      },
      {
        file: 'libs/anonymity/issuer/issue-token.db-spec.ts',
        name: 'tells how many people have had a token since the last release, never more than that, and no names',
      },
    ],
  },
  { key: 'told', verdict: 'perhaps', tests: [] },
  { key: 'watcher', verdict: 'yes', tests: [] },
  { key: 'root', verdict: 'yes', tests: [] },
];

export const MORE: readonly Sentence[] = [
  {
    key: 'together',
    tests: [
      {
        file: INTAKE,
        name: 'takes an anonymous ticket, keeps it from the database, and hands it over in its window',
      },
    ],
  },
  {
    key: 'receipt',
    tests: [
      { file: INTAKE, name: 'signs a promise that anybody can check against the published key' },
      { file: ADVERSARY.file, name: 'keeps every promise once' },
    ],
  },
  {
    key: 'mail',
    tests: [
      {
        file: 'libs/notification/notices/notification-follower.db-spec.ts',
        name: 'never writes to an anonymous author',
      },
      {
        file: 'libs/notification/notices/clock-notices.db-spec.ts',
        name: 'asks a named author for the verdict, and never mails an anonymous one',
      },
      {
        file: 'libs/ticket/anonymous/answer-sheet.spec.ts',
        name: 'tells every author their own, however long, and nothing to anybody else',
      },
      {
        file: AUTHOR,
        name: 'is walked by an anonymous author at one seat after another, with nothing but the receipt',
      },
    ],
  },
  {
    key: 'pictures',
    tests: [
      {
        file: 'test/browser/anonymous-writing.e2e-spec.ts',
        name: 'arrives at its department without anything of its author, pictures drawn anew',
      },
    ],
  },
  {
    key: 'small',
    tests: [
      {
        file: 'libs/platform/domain/small-groups.spec.ts',
        name: 'cannot be computed by adding and subtracting what is shown',
      },
      {
        file: 'test/small-groups.spec.ts',
        name: 'go through small-groups.ts, or it is written here why they need not',
      },
    ],
  },
  {
    key: 'made-up',
    tests: [
      {
        file: 'test/e2e/anonymity-audit.e2e-spec.ts',
        name: 'notices what was forged, doubled, added or changed, and says so by its exit code',
      },
    ],
  },
  {
    key: 'abuse',
    tests: [{ file: LOOP, name: 'do nothing any more once a leader has agreed that they are abuse' }],
  },
];

export const TO_KNOW: readonly Sentence[] = [
  { key: 'lost', tests: [] },
  { key: 'again', tests: [] },
  { key: 'unreviewed', tests: [] },
];
