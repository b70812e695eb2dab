import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { OpenDataSource } from '../../../apps/cli/database.js';
import type { Author } from '../../../apps/web/features/anonymity/protocol/author.js';
import type { Token } from '../../../apps/web/features/anonymity/protocol/token.js';
import {
  AnonymousClient,
  envelopeKeyOf,
  newAuthor,
  TestIssuer,
  ticketPayload,
} from '../../support/anonymous-client.js';
import { firstSpendableWeek } from '../../../libs/anonymity/domain/iso-week.js';
import { until, type Product } from '../product/product.js';
import type { WorldClock } from '../product/world-clock.js';
import { RELEASE_MS } from '../world/release-rule.js';
import { DAY_MS, HOUR_MS } from '../world/roster.js';

/** What is on its way to the intake until it has been promised. */
interface Message {
  readonly author: Author;
  /** Only of a ticket. */
  readonly token: Token | null;
  readonly payload: object;
  /** Base64url, once it was promised. */
  contentHash: string | null;
}

export interface Kept {
  readonly promised: number;
  /** Of promises: those that never came out, and those that came out more than once. */
  readonly lost: number;
  readonly twice: number;
  /** Steps about a ticket that the intake had promised and no longer knew. */
  readonly refused: number;
  /** Tokens of tickets that came out and never were published, or the other way round. */
  readonly unpublished: number;
  /** Messages that were in the journal when a kill came before their senders had an answer. */
  readonly keptUnanswered: number;
  /** Kills that came while something waited for its release, and while a release was under way. */
  readonly killsWhileWaiting: number;
  readonly killsInWindow: number;
}

/** Tickets at a time, and how late a kill can come after they were sent; answers come within 15 ms. */
const AT_ONCE = 3;
const LATEST_KILL_MS = 30;
/** A night with its release after so many kills; tokens are good for two weeks, which is enough for a hundred. */
const KILLS_A_DAY = 9;
const LATEST_NIGHT_KILL_MS = 150;
const A_MOMENT_MS = 1_000;
/** With two whole weeks before its tokens are worth nothing. */
export const MONDAY = '2026-11-30T00:00:00+08:00';
const LONGEST_HOLD = 2;

/** Writes to an intake that is killed again and again, and remembers what it was promised. */
export class Promises {
  private readonly messages: Message[] = [];
  private keptUnanswered = 0;
  private killsWhileWaiting = 0;
  private killsInWindow = 0;
  private refused = 0;
  private night = 0;

  private constructor(
    private readonly product: Product,
    private readonly database: OpenDataSource,
    private readonly clock: WorldClock,
    private readonly issuer: TestIssuer,
    private readonly client: AnonymousClient,
    private readonly departmentId: string,
  ) {}

  static async begin(product: Product, database: OpenDataSource, clock: WorldClock): Promise<Promises> {
    const issuer = await TestIssuer.publish(database, new Date(clock.nowMs));
    // It learns the key of the issuer when it comes up.
    await product.program('intake').killAndRestart();
    await product.isReady('intake');
    const port = Number(new URL(product.intakeUrl).port);
    const client = new AnonymousClient(port, await envelopeKeyOf(database));
    const [department]: { id: string }[] = await database.query(
      `SELECT id FROM department WHERE code = 'CANTEEN'`,
    );
    return new Promises(product, database, clock, issuer, client, department?.id ?? '');
  }

  /** So many kills, and nights among them; then nights without, until everything has come out. */
  async run(kills: number): Promise<Kept> {
    for (let kill = 1; kill <= kills; kill++) {
      if (kill % KILLS_A_DAY === 0) await this.killAtNight();
      else await this.killByDay();
    }
    for (let n = 0; n <= LONGEST_HOLD; n++) {
      await this.fallAsleep();
      await until('the window has opened', async () => (await this.isReleased()) === 1);
    }
    return this.look(await this.unpublished());
  }

  private async killByDay(): Promise<void> {
    const fresh = await this.newMessages();
    this.messages.push(...fresh);
    const sent = Promise.all(fresh.map((message) => this.send(message)));
    await delay(randomInt(LATEST_KILL_MS));
    await this.product.program('intake').killAndRestart();
    await sent;
    const unanswered = fresh.filter(({ contentHash }) => contentHash === null);
    const journal = this.journal();
    if (isAnythingIn(journal)) this.killsWhileWaiting++;
    const isKept = ({ author }: Message): boolean =>
      journal.includes(Buffer.from(author.authorKey).toString('base64url'));
    this.keptUnanswered += unanswered.filter((message) => message.token !== null && isKept(message)).length;
    await this.product.isReady('intake');
    // What got no answer is sent again, as a browser does.
    for (const message of unanswered) await this.send(message);
  }

  private async killAtNight(): Promise<void> {
    const isWaiting = isAnythingIn(this.journal());
    await this.fallAsleep();
    await delay(randomInt(LATEST_NIGHT_KILL_MS));
    await this.product.program('intake').killAndRestart();
    if (isWaiting) this.killsInWindow++;
    await this.product.isReady('intake');
    await until('the window has opened', async () => (await this.isReleased()) === 1);
  }

  private async newMessages(): Promise<Message[]> {
    const tickets: Message[] = [];
    while (tickets.length < AT_ONCE) {
      const author = await newAuthor();
      const payload = ticketPayload(author, this.departmentId);
      tickets.push({ author, token: this.issuer.token(author.authorKey), payload, contentHash: null });
    }
    const known = this.messages.filter(({ token, contentHash }) => token !== null && contentHash !== null);
    const earlier = known[known.length === 0 ? 0 : randomInt(known.length)];
    if (!earlier) return tickets;
    const sequence = 1 + this.messages.filter(({ author }) => author === earlier.author).length;
    const payload = {
      ticketHash: earlier.contentHash,
      sequence,
      command: 'reply',
      text: `补充第 ${sequence} 条。`,
    };
    return [...tickets, { author: earlier.author, token: null, payload, contentHash: null }];
  }

  private async send(message: Message): Promise<void> {
    const { author, token, payload } = message;
    const work = token ? this.client.ticket(author, token, payload) : this.client.followUp(author, payload);
    const answer = await work.catch(() => null);
    if (answer === null) return;
    if (answer.status === 'accepted') message.contentHash = answer.promise?.contentHash ?? '';
    else this.refused++;
  }

  /** Enough people have had a token, and the hour of the release comes. */
  private async fallAsleep(): Promise<void> {
    await this.database.query(
      `INSERT INTO token_holder SELECT gen_random_uuid() FROM generate_series(1, 10)`,
    );
    this.clock.moveTo(Date.parse(MONDAY) + ++this.night * DAY_MS + RELEASE_MS + A_MOMENT_MS);
  }

  private async isReleased(): Promise<number> {
    const date = new Date(this.clock.nowMs + 8 * HOUR_MS).toISOString().slice(0, 10);
    const rows: unknown[] = await this.database.query(
      `SELECT FROM intake.release_day WHERE released_on = $1`,
      [date],
    );
    return rows.length;
  }

  private journal(): Buffer {
    const paths = ['journal.1', 'journal.2'].map((name) => join(this.product.journalFolder, name));
    return Buffer.concat(paths.map((path) => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0))));
  }

  /** Weeks later every token is published, once. */
  private async unpublished(): Promise<number> {
    // A release must have come since the week was over.
    await this.database.query(
      `INSERT INTO token_holder SELECT gen_random_uuid() FROM generate_series(1, 10)`,
    );
    this.clock.moveTo(this.clock.nowMs + 22 * DAY_MS);
    const first = firstSpendableWeek(new Date(this.clock.nowMs));
    await until('the tokens were published', async () => {
      const rows: unknown[] = await this.database.query(
        `SELECT FROM intake.held_tokens WHERE published_before = $1`,
        [first],
      );
      return rows.length === 1;
    });
    const [row]: { difference: number }[] = await this.database.query(
      `SELECT abs((SELECT count(*) FROM intake.released_ticket) - (SELECT count(*) FROM intake.redeemed_token))::int
              AS difference`,
    );
    return row?.difference ?? 0;
  }

  private async look(unpublished: number): Promise<Kept> {
    const rows: { hash: Buffer }[] = await this.database.query(
      `SELECT content_hash AS hash FROM intake.released_ticket
        UNION ALL SELECT content_hash FROM intake.released_follow_up`,
    );
    const counts = new Map<string, number>();
    for (const { hash } of rows) {
      const key = hash.toString('base64url');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const promised = this.messages.flatMap(({ contentHash }) => (contentHash === null ? [] : [contentHash]));
    const { keptUnanswered, killsWhileWaiting, killsInWindow, refused } = this;
    return {
      promised: promised.length,
      lost: promised.filter((hash) => !counts.has(hash)).length,
      twice: promised.filter((hash) => (counts.get(hash) ?? 0) > 1).length,
      refused,
      unpublished,
      keptUnanswered,
      killsWhileWaiting,
      killsInWindow,
    };
  }
}

/** Its files have always the same size. */
function isAnythingIn(journal: Buffer): boolean {
  return journal.includes('"authorKey"');
}
