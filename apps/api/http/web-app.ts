import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { platformRefusals, problemOf } from '@huiyin/platform';

const SCRIPT_POLICY = `default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'`;
const NONCE_MARK = /__CSP_NONCE__/g;

/** Serves the single-page app: files by name, every other page address as its shell with a nonce of its own. */
export async function serveWebApp(app: NestFastifyApplication, folder: string): Promise<void> {
  const shell = readFileSync(join(folder, 'index.html'), 'utf8');
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    allowedPath: (path) => path !== '/index.html',
    cacheControl: false,
    preCompressed: true,
    // The compressed ones answer under the names of their originals only.
    globIgnore: ['**/*.{br,gz}'],
    setHeaders: (reply, path) => {
      // Names of files below assets/ carry a hash of their content.
      const isHashed = path.includes('/assets/');
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      // A worker lives under the policy of its own file, not under that of the page; otherwise it could ask for nothing.
      if (/\.js(\.br|\.gz)?$/.test(path)) void reply.header('content-security-policy', SCRIPT_POLICY);
    },
  });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/*', async (request, reply) => {
      const path = request.url.split('?')[0] ?? '';
      if (/^\/(api|health|metrics|assets)(\/|$)/.test(path)) {
        const refused = platformRefusals.refuse('request.not-found');
        return reply
          .status(404)
          .header('content-type', 'application/problem+json; charset=utf-8')
          .send(problemOf(refused, path));
      }
      const nonce = randomBytes(16).toString('base64');
      return reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header(
          'content-security-policy',
          [
            `default-src 'self'`,
            `script-src 'self'`,
            `style-src 'self' 'nonce-${nonce}'`,
            `img-src 'self' data: blob:`,
            `connect-src 'self'`,
            `frame-src 'self'`,
            `object-src 'none'`,
            `base-uri 'none'`,
            `form-action 'self'`,
            `frame-ancestors 'none'`,
          ].join('; '),
        )
        .send(shell.replace(NONCE_MARK, nonce));
    });
}
