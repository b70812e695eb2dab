import { Delivery } from './delivery.js';
import { offline, Problem } from './problem.js';

interface Try {
  answer: (text: string) => void;
  fail: (problem: Problem) => void;
}

/** Somebody who hands over one letter, with a server and a time that only the test moves. */
function stage() {
  const tries: Try[] = [];
  const waits: { work: () => void; milliseconds: number }[] = [];
  const said: string[] = [];
  const delivery = new Delivery<string>(
    {
      send: () => new Promise((answer, fail) => tries.push({ answer, fail })),
      arrived: (text) => said.push(`arrived: ${text}`),
      returned: ({ code }) => said.push(`returned: ${code}`),
      trying: (attempts) => said.push(attempts === null ? 'over' : `try ${String(attempts)}`),
    },
    (work, milliseconds) => {
      const wait = { work, milliseconds };
      waits.push(wait);
      return () => {
        if (waits.includes(wait)) waits.splice(waits.indexOf(wait), 1);
      };
    },
  );
  const pass = (): void => waits.shift()?.work();
  return { delivery, tries, waits, said, pass };
}

describe('a delivery', () => {
  it('tries until the server has answered, with longer and longer waits', async () => {
    const { delivery, tries, waits, said, pass } = stage();
    const waited: (number | undefined)[] = [];
    for (let count = 0; count < 6; count++) {
      const tried = count === 0 ? delivery.attempt() : (pass(), delivery.attempt());
      tries[count]?.fail(offline());
      expect(await tried).toBe(false);
      waited.push(waits[0]?.milliseconds);
    }
    expect(waited).toEqual([1000, 2000, 5000, 10_000, 20_000, 20_000]);
    const last = delivery.attempt();
    tries[6]?.answer('HY-10001');
    expect(await last).toBe(true);
    expect(said.slice(-3)).toEqual(['try 7', 'over', 'arrived: HY-10001']);
    expect(waits).toEqual([]);
  });

  it('is not sent twice at a time, however many wait for it', async () => {
    const { delivery, tries } = stage();
    const both = [delivery.attempt(), delivery.attempt()];
    expect(tries).toHaveLength(1);
    tries[0]?.answer('HY-10001');
    expect(await Promise.all(both)).toEqual([true, true]);
  });

  it('gives back what is refused for good, and does not try again', async () => {
    const { delivery, tries, waits, said } = stage();
    const tried = delivery.attempt();
    tries[0]?.fail(new Problem('request.invalid', 400, ''));
    expect(await tried).toBe(false);
    expect(said).toEqual(['try 1', 'over', 'returned: request.invalid']);
    expect(waits).toEqual([]);
  });

  it('is over when its writer has left: nothing is sent any more, and nobody hears of an answer', async () => {
    const waiting = stage();
    const first = waiting.delivery.attempt();
    waiting.tries[0]?.fail(offline());
    await first;
    waiting.delivery.stop();
    expect(waiting.waits).toEqual([]);
    expect(await waiting.delivery.attempt()).toBe(false);
    expect(waiting.tries).toHaveLength(1);

    for (const end of ['answer', 'refusal', 'no answer']) {
      const flying = stage();
      const tried = flying.delivery.attempt();
      flying.delivery.stop();
      if (end === 'answer') flying.tries[0]?.answer('HY-10001');
      else flying.tries[0]?.fail(end === 'refusal' ? new Problem('request.invalid', 400, '') : offline());
      await tried;
      expect(flying.said).toEqual(['try 1']);
      expect(flying.waits).toEqual([]);
    }
  });
});
