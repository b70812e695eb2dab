import type { Work } from './in-build.js';

interface Order {
  /** From here. */
  readonly module: string;
  readonly options: unknown;
}

async function obey({ module, options }: Order): Promise<unknown> {
  const { work } = (await import(module)) as { readonly work: Work<unknown, unknown> };
  return work(options);
}

process.once('message', (order: Order) => {
  obey(order).then(
    (report) => process.send?.(report, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
// Whoever wanted to know is gone.
process.once('disconnect', () => process.exit(1));
