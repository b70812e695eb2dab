/** The only place of the web app that asks the machine for the time. */
export function nowMillis(): number {
  return Date.now();
}
