import Table from 'cli-table3';
import { measure, median, type Figures } from './load.js';

export interface Contender {
  readonly name: string;
  /** One unit of work on a connection. */
  readonly once: (connections: number) => (connection: number) => Promise<void>;
}

const ROUNDS = 5;
const SECONDS = 3;

/**
 * Runs the contenders in turn, several times over, so that a machine that slows down slows all of them; the medians
 * are compared with the second one, the bare server.
 */
export async function compare(title: string, contenders: readonly Contender[]): Promise<void> {
  const table = new Table({
    head: [title, 'connections', 'per second', 'p50 ms', 'p99 ms', 'of the bare server'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const connections of [1, 16]) {
    const callers = contenders.map((contender) => contender.once(connections));
    for (const caller of callers) await measure(connections, 1, caller);
    const results: Figures[][] = contenders.map(() => []);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, caller] of callers.entries()) {
        results[index]?.push(await measure(connections, SECONDS, caller));
      }
    }
    const medians = results.map((figures) => ({
      perSecond: median(figures.map((figure) => figure.perSecond)),
      p50: median(figures.map((figure) => figure.p50)),
      p99: median(figures.map((figure) => figure.p99)),
    }));
    const floor = medians[1]?.perSecond ?? Number.NaN;
    for (const [index, figures] of medians.entries()) {
      table.push([
        contenders[index]?.name ?? '',
        connections,
        figures.perSecond.toFixed(0),
        figures.p50.toFixed(2),
        figures.p99.toFixed(2),
        (figures.perSecond / floor).toFixed(2),
      ]);
    }
  }
  console.log(table.toString());
}
