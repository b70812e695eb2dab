/**
 * What Node is told about memory when we start api and worker: it grows with the machine's memory otherwise, and told
 * what it may take it collects earlier and stays far below it.
 */
export const NODE_MEMORY: readonly string[] = ['--max-semi-space-size=4', '--max-old-space-size=256'];

/**
 * For the intake: under a flood its collecting threads would take the second processor from everybody else. An envelope
 * leaves a quarter of a megabyte behind and hardly an object, so that garbage is collected often and while it is young; the
 * few megabytes that are old are not gone through each time that so much was thrown away, which took a third of its time.
 */
export const INTAKE_MEMORY: readonly string[] = [
  '--max-semi-space-size=1',
  '--initial-old-space-size=64',
  '--max-old-space-size=256',
  '--single-threaded-gc',
];
