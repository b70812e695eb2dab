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

/**
 * The one file of an upload, in the form field `file`, as a stream that ends early after `maxBytes`: then
 * `file.truncated` is true and the caller refuses it.
 */
export async function uploadOf(request: FastifyRequest, maxBytes: number): Promise<MultipartFile> {
  if (!request.isMultipart()) throw platformRefusals.refuse('request.upload-expected');
  const part = await request.file({ limits: { fileSize: maxBytes } });
  if (part?.fieldname !== 'file') {
    part?.file.resume();
    throw platformRefusals.refuse('request.upload-expected');
  }
  return part;
}
