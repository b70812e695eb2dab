import type { FastifyInstance } from 'fastify';
import { platformRefusals } from '../problems/platform-refusals.js';

/** Deeper than any body of ours; what reads bodies goes down step by step, and to parse deep ones takes it long. */
const DEEPEST = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Whether brackets stand within each other deeper than that, in whatever text; those in strings do not count. */
export function isNestedDeeper(json: string, deepest: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const sign = json.charCodeAt(at);
    if (sign === QUOTE) at = endOfString(json, at);
    else if (OPENING.has(sign) && ++depth > deepest) return true;
    else if (CLOSING.has(sign)) depth--;
  }
  return false;
}

/** Where a string ends that begins here; the end of the text when it never does. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return json.length;
}

/** JSON as it is, neither compressed nor nested without end: both are refused before they cost anything. */
export function readJsonBodies(server: FastifyInstance): void {
  server.addHook('onRequest', async (request) => {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') throw platformRefusals.refuse('request.media-type');
  });
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const json = body.toString();
    if (!isNestedDeeper(json, DEEPEST)) {
      void parse(request, json, done);
      return;
    }
    const message = `must not be nested deeper than ${DEEPEST} levels`;
    done(platformRefusals.refuse('request.invalid', {}, [{ field: '', rule: 'depth', message }]));
  });
}
