const parts = (at: number, timeZone: string): string => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part['year'] ?? ''}-${part['month'] ?? ''}-${part['day'] ?? ''}T${part['hour'] ?? ''}:${part['minute'] ?? ''}`;
};

/** An instant as a `datetime-local` field shows it in a time zone. */
export function localOfInstant(iso: string | null, timeZone: string): string {
  return iso === null ? '' : parts(Date.parse(iso), timeZone);
}

/** The instant of a wall-clock time in a zone: guess as if it were UTC, then correct by the zone's offset, twice. */
export function instantOfLocal(local: string, timeZone: string): string | null {
  if (local === '') return null;
  const wanted = Date.parse(`${local}:00Z`);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) {
    guess += wanted - Date.parse(`${parts(guess, timeZone)}:00Z`);
  }
  return new Date(guess).toISOString();
}

/** Which day it is in that zone at that instant, as YYYY-MM-DD; in the zone of the machine when none is given. */
export function dayIn(timeZone: string | undefined, at: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}
