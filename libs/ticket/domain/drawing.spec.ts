import { readFileSync } from 'node:fs';
import { TRANSITIONS } from './transitions.js';
import { TICKET_STATES } from './ticket.js';

/** The table as a Mermaid diagram: moves as arrows, what leaves the state as it is as notes inside. */
function drawing(): string {
  const label = (command: string, by: readonly string[]): string => `${command} (${by.join(', ')})`;
  const moves = TRANSITIONS.flatMap((row) =>
    row.to === null ? [] : row.from.map((from) => `  ${from} --> ${row.to}: ${label(row.command, row.by)}`),
  );
  const stays = TICKET_STATES.flatMap((state) =>
    TRANSITIONS.filter((row) => row.to === null && row.from.includes(state)).map(
      (row) => `  ${state}: ${label(row.command, row.by)}`,
    ),
  );
  return ['```mermaid', 'stateDiagram-v2', '  [*] --> open: submit (author)', ...moves, ...stays, '```'].join(
    '\n',
  );
}

describe('the page of this room', () => {
  it('shows the loop as it is', () => {
    const page = readFileSync(`${process.cwd()}/libs/ticket/README.md`, 'utf8');
    expect(page).toContain(drawing());
  });
});
