const CLOSE_LIMIT_MS = 10_000;

/**
 * Ends this process with exit code 0 once `close` is done, when somebody asks (SIGTERM, SIGINT) or when the
 * program that started it is gone, whatever killed that; so nothing is left running that nobody watches.
 */
export function closeOnRequest(close: () => Promise<void>): void {
  let isClosing = false;
  const end = (): void => {
    if (isClosing) return;
    isClosing = true;
    setTimeout(() => process.exit(1), CLOSE_LIMIT_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  // Only there for a child that was given a channel.
  process.on('disconnect', end);
}
