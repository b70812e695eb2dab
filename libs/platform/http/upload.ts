import { buffer } from 'node:stream/consumers';
import fastifyMultipart, { type MultipartFile } from '@fastify/multipart';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig, FastifyInstance, FastifyRequest } from 'fastify';
import { problemOf } from '../problems/problem-filter.js';
import { platformRefusals } from '../problems/platform-refusals.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    acceptsUpload?: boolean;
  }
}

const NO_SINGLE_FILE = new Set<unknown>([
  'FST_PARTS_LIMIT',
  'FST_FILES_LIMIT',
  'FST_FIELDS_LIMIT',
  'FST_PROTO_VIOLATION',
  'FST_INVALID_JSON_FIELD_ERROR',
]);

/** This route takes `multipart/form-data` with one file; every other route refuses it with 415. */
export function AcceptsUpload(): MethodDecorator {
  return RouteConfig({ acceptsUpload: true } satisfies FastifyContextConfig);
}

/** Lets a server read uploads, on the routes that ask for them and on no others: forms can be sent across sites. */
export async function acceptUploads(server: FastifyInstance): Promise<void> {
  await server.register(fastifyMultipart, {
    limits: { files: 1, fields: 0, parts: 1, headerPairs: 20, fieldNameSize: 100 },
    throwFileSizeLimit: false,
  });
  server.addHook('onRequest', async (request, reply) => {
    const isForm = /^\s*multipart\//i.test(request.headers['content-type'] ?? '');
    if (!isForm || request.routeOptions.config.acceptsUpload === true) return;
    const refused = platformRefusals.refuse('request.media-type');
    await reply
      .status(refused.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(problemOf(refused, request.url.split('?')[0] ?? ''));
  });
}

export interface Upload {
  /** As the client says; empty when it says nothing. */
  readonly fileName: string;
  /** Ends early when it is longer than allowed; `truncated` is true then. */
  readonly content: MultipartFile['file'];
}

/** What `take` makes of the one file of an upload, in the form field `file`; whatever else was sent is refused. */
export async function takeUpload<Result>(
  request: FastifyRequest,
  maxBytes: number,
  take: (upload: Upload) => Promise<Result>,
): Promise<Result> {
  if (!request.isMultipart()) throw platformRefusals.refuse('request.upload-expected');
  const part = await request.file({ limits: { fileSize: maxBytes } }).catch((error: unknown) => {
    throw faultOfForm(error);
  });
  if (part?.fieldname !== 'file') {
    part?.file.resume();
    throw platformRefusals.refuse('request.upload-expected');
  }
  try {
    // A part of bytes counts as a file also without a name, whatever its type says.
    return await take({ fileName: (part.filename as string | undefined) ?? '', content: part.file });
  } catch (error) {
    // Whoever came to read it after it broke sees that as another error.
    const fault = faultOfForm(part.file.errored);
    throw fault === part.file.errored ? error : fault;
  }
}

/** The whole content of the one file of an upload; one that is longer is refused. */
export function uploadedBytes(request: FastifyRequest, maxBytes: number): Promise<Buffer> {
  return takeUpload(request, maxBytes, async ({ content }) => {
    const bytes = await buffer(content);
    if (content.truncated) throw platformRefusals.refuse('request.too-large');
    return bytes;
  });
}

/** The parser throws bare errors for a form that it cannot read, and its own for one that is more than a file. */
function faultOfForm(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (!('code' in error)) {
    const message = 'must be multipart/form-data with its boundary in the header and at the end of the body';
    return platformRefusals.refuse('request.malformed', {}, [{ field: '', rule: 'multipart', message }]);
  }
  return NO_SINGLE_FILE.has(error.code) ? platformRefusals.refuse('request.upload-expected') : error;
}
