const DAY_MS = 86_400_000;

/** @param edition `2026-11-28` or `2026-11-28-1405`, in Chinese time */
export function splitEdition(edition: string): { readonly date: string; readonly time: string | null } {
  const time = edition.slice('2026-11-28-'.length);
  return {
    date: edition.slice(0, '2026-11-28'.length),
    time: time === '' ? null : `${time.slice(0, 2)}:${time.slice(2)}`,
  };
}

export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
