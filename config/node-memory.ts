/**
 * What Node is told about memory when we start api and worker: it grows with the machine's memory otherwise, and told
 * what it may take it collects earlier and stays far below it.
 */
export const NODE_MEMORY: readonly string[] = ['--max-semi-space-size=4', '--max-old-space-size=256'];

/** For the intake also: under a flood its collecting threads would take the second processor from everybody else. */
export const INTAKE_MEMORY: readonly string[] = [...NODE_MEMORY, '--single-threaded-gc'];
