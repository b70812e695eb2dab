import fastify from 'fastify';
import pg from 'pg';
import { board, findPerson, submit, type Submission } from './floor-sql.js';

/*
 * A bare Fastify and pg server that does the same as Huiyin and nothing more. Arguments: database URL. Prints its
 * address when it listens.
 */
const pool = new pg.Pool({ connectionString: process.argv[2], max: 16 });
pool.on('error', () => undefined);
const server = fastify();

function tokenOf(cookie: string | undefined): string {
  return /__Host-huiyin=([^;]+)/.exec(cookie ?? '')?.[1] ?? '';
}

server.post<{ Body: Omit<Submission, 'key'> }>('/api/v1/tickets', async (request, reply) => {
  const personId = await findPerson(pool, tokenOf(request.headers.cookie));
  const key = String(request.headers['idempotency-key']);
  return reply.status(201).send(await submit(pool, personId, { ...request.body, key }));
});
server.get('/api/v1/board', async (request) => {
  await findPerson(pool, tokenOf(request.headers.cookie));
  return board(pool);
});

console.log(await server.listen({ port: 0, host: '127.0.0.1' }));
