import type pg from 'pg';
import { isoWeekOf, type IsoWeek } from '../../domain/iso-week.js';
import { inOrder, type RedeemedToken, type SealedTokens, type TokenSafe } from '../token-safe.js';

/**
 * Redeemed tokens until they are published. Written as they are, in the transaction that hands their tickets over, they
 * would tell by it of which weeks the tokens of its tickets were, and of a Monday's batch who came on that very night. So
 * the database has them sealed, all in one row that is made anew with every release, and as they are once their week is
 * over, all of a week at once.
 */
export class HeldTokens {
  /** The week of the key of the row that was written last. */
  private keyWeek: IsoWeek | null = null;

  constructor(private readonly safe: TokenSafe) {}

  /**
   * Adds those of the tickets that this transaction hands over.
   * @param date in Chinese time
   */
  async add(client: pg.PoolClient, date: string, tokens: readonly RedeemedToken[]): Promise<void> {
    const row = await this.row(client);
    const held = await this.tokensOf(client, date, row);
    await this.write(client, date, row?.publishedBefore ?? '', [...held, ...tokens]);
  }

  /**
   * Publishes those of the weeks before `first`, a week once and for all: a list that grew would tell of which week the
   * tokens of the tickets were that have just come out. One that comes later is left out and counted.
   */
  async publish(client: pg.PoolClient, date: string, first: IsoWeek): Promise<void> {
    const row = await this.row(client);
    const done = row?.publishedBefore ?? '';
    if (done >= first) return;
    const held = await this.tokensOf(client, date, row);
    const late = held.filter(({ week }) => week < done).length;
    if (late > 0) await countAlarm(client, date, 'tokens-late', late);
    await publishTokens(
      client,
      held.filter(({ week }) => week >= done && week < first),
    );
    const staying = held.filter(({ week }) => week >= first);
    await this.write(client, date, first, staying);
  }

  /** To be called when what was written has been committed: keys that open older rows are destroyed. */
  committed(): void {
    if (this.keyWeek !== null) this.safe.keepOnly(this.keyWeek);
  }

  private async row(client: pg.PoolClient): Promise<Row | undefined> {
    const { rows } = await client.query<Row>(
      `SELECT published_before AS "publishedBefore", key_week AS "keyWeek", sealed FROM intake.held_tokens FOR UPDATE`,
    );
    return rows[0];
  }

  private async tokensOf(client: pg.PoolClient, date: string, row?: Row): Promise<RedeemedToken[]> {
    if (!row) return [];
    const tokens = this.safe.open(row);
    // Whoever checks will find fewer than were redeemed; better so than that nobody can write any more.
    if (!tokens) await countAlarm(client, date, 'tokens-lost', this.safe.countIn(row));
    return tokens ?? [];
  }

  private async write(
    client: pg.PoolClient,
    date: string,
    publishedBefore: IsoWeek,
    tokens: readonly RedeemedToken[],
  ): Promise<void> {
    const { keyWeek, sealed } = this.safe.seal(tokens, weekOf(date));
    await client.query(
      `INSERT INTO intake.held_tokens (published_before, key_week, sealed) VALUES ($1, $2, $3)
       ON CONFLICT (is_only) DO UPDATE
         SET published_before = excluded.published_before, key_week = excluded.key_week, sealed = excluded.sealed`,
      [publishedBefore, keyWeek, sealed],
    );
    this.keyWeek = keyWeek;
  }
}

interface Row extends SealedTokens {
  /** Empty before the first time. */
  readonly publishedBefore: IsoWeek;
}

async function publishTokens(client: pg.PoolClient, tokens: readonly RedeemedToken[]): Promise<void> {
  for (const { week, digest, signature } of inOrder(tokens)) {
    await client.query(
      `INSERT INTO intake.redeemed_token (week, digest, signature) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [week, digest, signature],
    );
  }
}

export async function countAlarm(
  client: pg.PoolClient,
  date: string,
  kind: string,
  count: number,
): Promise<void> {
  await client.query(
    `INSERT INTO intake.alarm AS a (noticed_on, kind, count) VALUES ($1, $2, $3)
     ON CONFLICT (noticed_on, kind) DO UPDATE SET count = a.count + excluded.count`,
    [date, kind, count],
  );
}

function weekOf(date: string): IsoWeek {
  return isoWeekOf(new Date(`${date}T00:00:00+08:00`));
}
