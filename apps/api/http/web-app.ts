import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { platformRefusals, problemOf } from '@huiyin/platform';

const NONCE_MARK = /__CSP_NONCE__/g;

/** Serves the single-page app: files by name, every other page address as its shell with a nonce of its own. */
export async function serveWebApp(
  app: NestFastifyApplication,
  folder: string,
  intakeUrl: string | null,
): Promise<void> {
  const scriptPolicy = `default-src 'none'; script-src 'self'; connect-src 'self' ${intakeUrl ?? ''}; frame-ancestors 'none'`;
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
      void reply.header('cache-control', cachingOf(path));
      // A worker lives under the policy of its own file, not under that of the page. Only it posts to the intake.
      if (/\.js(\.br|\.gz)?$/.test(path)) void reply.header('content-security-policy', scriptPolicy);
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

/** Names below assets/ carry a hash of their content, which the policy of a worker is not part of. */
function cachingOf(path: string): string {
  if (/-worker-[^/]+\.js(\.br|\.gz)?$/.test(path)) return 'no-store';
  return path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
