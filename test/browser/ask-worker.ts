import type { Worker } from 'playwright-core';
import type { FromWorker } from '../../apps/web/features/anonymity/client/messages.js';

/** Asks the worker as its page does. */
export async function askWorker(worker: Worker, name: string, ...args: readonly unknown[]): Promise<unknown> {
  const answer = await worker.evaluate<FromWorker>(`new Promise((resolve) => {
    const post = self.postMessage;
    self.postMessage = (message) => {
      if (message.id !== -1) return post.call(self, message);
      self.postMessage = post;
      resolve(message);
    };
    const data = { id: -1, name: ${JSON.stringify(name)}, args: ${JSON.stringify(args)} };
    self.dispatchEvent(new MessageEvent('message', { data }));
  })`);
  return 'result' in answer ? answer.result : answer;
}
