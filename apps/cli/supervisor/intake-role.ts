import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { OpenDataSource } from '../database.js';

const ITERATIONS = 4_096;
/** PostgreSQL's insufficient_privilege. */
const NOT_ALLOWED = '42501';

/**
 * Lets the intake's role sign in with a password that is made now, given to one process and written nowhere.
 *
 * @param url of the same database, as a role that may make roles
 * @returns the address for the intake; null when the schema has no role of its own, or we may not change it
 */
export async function openIntakeRole(dataSource: OpenDataSource, url: string): Promise<string | null> {
  const rows: { role: string; isOwn: boolean }[] = await dataSource.query(
    `SELECT r.rolname AS role, r.rolname <> current_user AS "isOwn"
       FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner WHERE n.nspname = 'intake'`,
  );
  const role = rows[0];
  if (!role?.isOwn) return null;
  const password = randomBytes(24).toString('base64url');
  try {
    await dataSource.query(
      `ALTER ROLE "${role.role.replaceAll('"', '""')}" LOGIN PASSWORD '${verifierOf(password)}'`,
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NOT_ALLOWED) return null;
    throw error;
  }
  const address = new URL(url);
  address.username = encodeURIComponent(role.role);
  address.password = password;
  return address.href;
}

/** What PostgreSQL keeps of a password (RFC 5803): statements can be logged, and this is of no use to a reader. */
function verifierOf(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const keyFor = (purpose: string): Buffer => createHmac('sha256', salted).update(purpose).digest();
  const storedKey = createHash('sha256').update(keyFor('Client Key')).digest('base64');
  const serverKey = keyFor('Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
