const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const QUIET_INTERVAL_MS = 10_000;

/**
 * Shows that something long is going on: a moving line on a terminal, a line every ten seconds elsewhere.
 * @param detail tells how far it is, e.g. "120 of 640"; undefined when that is unknown
 */
export async function withProgress(label, work, detail = () => undefined) {
  const start = performance.now();
  const seconds = () => Math.round((performance.now() - start) / 1000);
  const describe = () => [`${label} …`, detail(), `${seconds()} s`].filter(Boolean).join(' ');
  const isTerminal = process.stderr.isTTY === true;
  let frame = 0;
  const draw = () => process.stderr.write(`\r\x1b[K${FRAMES[frame++ % FRAMES.length]} ${describe()}`);
  if (isTerminal) draw();
  else console.error(`${label} …`);
  const timer = setInterval(
    isTerminal ? draw : () => console.error(describe()),
    isTerminal ? 200 : QUIET_INTERVAL_MS,
  );
  try {
    const result = await work();
    if (isTerminal) process.stderr.write('\r\x1b[K');
    console.error(`${label}: done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    if (isTerminal) process.stderr.write('\r\x1b[K');
    throw error;
  } finally {
    clearInterval(timer);
  }
}
