import type { Message } from '../../apps/cli/replay/message.js';

/** The n-th opinion of the client; no two are alike, so that a doubled one can be recognised. */
export function opinion(n: number): Message {
  return {
    id: `opinion-${n}`,
    author: `author-${n}`,
    subject: `第 ${n} 件意见`,
    body: `第 ${n} 件意见的内容：夜班热饭窗口关得太早，请延长。`,
    answer: `第 ${n} 件意见的答复：自下周起延长到二十三点。`,
  };
}
