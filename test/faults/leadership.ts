import { setTimeout as delay } from 'node:timers/promises';
import type { ApiPerson } from '../../apps/cli/replay/api-person.js';
import type { Cast } from '../../apps/cli/replay/cast.js';
import { SystemClock } from '@huiyin/platform';
import { ACTS } from '../../apps/cli/replay/replay-plan.js';
import { TicketStory } from '../../apps/cli/replay/ticket-story.js';
import { stubbornScript } from './stubborn-author.js';
import type { Witness } from './witness.js';

interface Owed {
  id: string;
  departmentId: string;
  version: number;
}
interface Bulletin {
  id: string;
  version: number;
  cases: { ticketNumber: string }[];
  rectifications: Owed[];
}

const DAY_MS = 86_400_000;
const POLL_MS = 250;
/** Longer than a killed worker should need to come back and to read what has happened. */
const DRAFT_LIMIT_MS = 120_000;
const OVERTAKEN_LIMIT = 5;

/** A leader who makes a bulletin of every ticket that no answer satisfies, and sees to it until it is mended. */
export class Leadership {
  private readonly leader: ApiPerson;

  constructor(
    private readonly cast: Cast,
    private readonly witness: Witness,
    private readonly seed: string,
  ) {
    this.leader = cast.person('L3001');
  }

  /** One ticket, the bulletin that names it, and what its department owes, to the end. */
  async cycle(n: number): Promise<void> {
    const script = stubbornScript(n, this.cast.stage);
    const story = new TicketStory(script, this.seed, this.cast, this.witness);
    for (const act of ACTS) await story.play(act);
    if (!story.ticket || !story.isUnbroken) return;
    const draft = await this.draftNaming(story.ticket.number);
    if (draft === null) {
      this.witness.failed(script, 'draft', 'no bulletin names it');
      return;
    }
    const { items: found } = await this.read<{ items: { id: string }[] }>(
      `/bulletins/readers?q=${script.author}`,
    );
    const publication = {
      readers: {
        everyone: false,
        departmentIds: [],
        siteIds: [],
        roles: [],
        personIds: found.map(({ id }) => id),
      },
      answerBy: dayFromNow(7),
      namesChecked: true,
    };
    const path = `/bulletins/${draft.id}`;
    await this.give(this.leader, path, 'publish', publication, draft.id, 'bulletin.published');
    for (const owed of (await this.read<Bulletin>(path)).rectifications) {
      const head = this.cast.head(owed.departmentId);
      const plan = { text: '空调改为定时，每晚由值班组长检查。', doneOn: dayFromNow(14) };
      const place = `/rectifications/${owed.id}`;
      await this.give(head, place, 'answer', plan, draft.id, 'rectification.answered', owed.version);
      await this.give(this.leader, place, 'accept', {}, draft.id, 'rectification.accepted', owed.version + 1);
    }
  }

  private async draftNaming(ticketNumber: string): Promise<Bulletin | null> {
    for (const startedAtMs = performance.now(); performance.now() - startedAtMs < DRAFT_LIMIT_MS;) {
      const { items } = await this.read<{ items: { id: string }[] }>('/bulletins?box=drafts');
      for (const { id } of items) {
        const draft = await this.read<Bulletin>(`/bulletins/${id}`);
        if (draft.cases.some((one) => one.ticketNumber === ticketNumber)) return draft;
      }
      await delay(POLL_MS);
    }
    return null;
  }

  private async read<Body>(path: string): Promise<Body> {
    return (await this.leader.send({ method: 'GET', path })).body as unknown as Body;
  }

  /** A step with the version that its person has just seen, once more when somebody else was faster. */
  private async give(
    person: ApiPerson,
    place: string,
    step: string,
    body: object,
    bulletinId: string,
    event: string,
    seen?: number,
  ): Promise<void> {
    let version = seen ?? (await this.read<Bulletin>(place)).version;
    for (let overtaken = 0; ; overtaken++) {
      const idempotencyKey = `bulletins-${this.seed}${place}/${step}/${version}`;
      const request = { method: 'POST', path: `${place}/${step}`, body, version, idempotencyKey } as const;
      const answer = await person.send(request);
      const { employeeNumber } = person;
      if (answer.status === 200) {
        this.witness.toldOfBulletin({ employeeNumber, idempotencyKey, bulletinId, event });
        return;
      }
      if (answer.status !== 412 || overtaken === OVERTAKEN_LIMIT) {
        this.witness.failures.push(`${place} ${step}: ${answer.status} ${String(answer.body['code'])}`);
        return;
      }
      version = Number(answer.body['currentVersion']);
    }
  }
}

/** Of the date in China, where every department of the demo is. */
function dayFromNow(days: number): string {
  return new Date(new SystemClock().now().getTime() + days * DAY_MS + 8 * 3_600_000)
    .toISOString()
    .slice(0, 10);
}
