import type { FastifyReply, FastifyRequest } from 'fastify';

/** `__Host-` binds the cookie to this host, path / and TLS; browsers count http://localhost as secure. */
const SESSION_COOKIE = '__Host-huiyin';
const DEVICE_COOKIE = '__Host-huiyin-device';
const DEVICE_SECONDS = 180 * 86_400;
/** 32 bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

const FLAGS = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;

function token(request: FastifyRequest, name: string): string | null {
  const value = request.cookies[name];
  return value !== undefined && TOKEN.test(value) ? value : null;
}

export function sessionTokenOf(request: FastifyRequest): string | null {
  return token(request, SESSION_COOKIE);
}

export function deviceTokenOf(request: FastifyRequest): string | null {
  return token(request, DEVICE_COOKIE);
}

/** On a shared seat the cookie ends with the browser; on one's own it ends with the session. */
export function setSessionCookie(reply: FastifyReply, value: string, expires: Date | null): void {
  reply.setCookie(SESSION_COOKIE, value, expires ? { ...FLAGS, expires } : FLAGS);
}

export function setDeviceCookie(reply: FastifyReply, value: string): void {
  reply.setCookie(DEVICE_COOKIE, value, { ...FLAGS, maxAge: DEVICE_SECONDS });
}

/**
 * Ends the browser's side of a session; the answer also empties what was kept on the device. On one's own desk the page
 * sees to what it has stored, for others may have texts there that they come back to.
 */
export function clearSessionCookie(reply: FastifyReply, isSharedSeat: boolean): void {
  reply.clearCookie(SESSION_COOKIE, FLAGS);
  reply.header('clear-site-data', isSharedSeat ? '"cache", "storage"' : '"cache"');
}
