import { SHIPPED_RULE } from '../world/release-rule.js';
import type { Build } from './builds.js';

const SESSION = 'apps/web/features/anonymity/client/anonymous-session.ts';
const HELD_TOKEN = 'apps/web/features/anonymity/client/held-token.ts';
const KEY_LOG = 'apps/web/features/anonymity/protocol/key-log.ts';
const INTAKE = 'apps/intake/intake.ts';
const INTAKE_SERVER = 'apps/intake/intake-server.ts';
const HELD_TOKENS = 'libs/anonymity/intake/store/held-tokens.ts';
const ACCEPTANCE = 'libs/anonymity/intake/acceptance.ts';
const RELEASE = 'libs/anonymity/intake/release.ts';
const INTAKE_DATABASE = 'libs/anonymity/intake/store/intake-database.ts';
const CONTROLLER = 'libs/anonymity/http/anonymity.controller.ts';
const ISSUE_TOKEN = 'libs/anonymity/issuer/issue-token.use-case.ts';
const PUBLISHED_TOKENS = 'libs/anonymity/audit/published-token-verifier.ts';
const ISSUER_KEYS = 'libs/anonymity/issuer/issuer-keys.ts';

const DECIDED = 'const verdict = await this.acceptance.decide(content);';

/** Nothing waits for a number of people. */
const AT_ANY_TIME = {
  file: RELEASE,
  from: 'database.release(batch, least)',
  to: 'database.release(batch, 0)',
};

const TOKEN_ON_SUBMIT: Build = {
  name: 'token on submit',
  edits: [
    AT_ANY_TIME,
    {
      file: HELD_TOKEN,
      from: 'this.held = await obtainToken(this.issuer, keyLog);',
      to: `this.checked = keyLog;
      return { state: 'ready', week: keyLog.presentWeek };`,
    },
    {
      file: HELD_TOKEN,
      from: '  get eligibility(): Eligibility | null {',
      to: `  async obtainNow() {
    this.held ??= await obtainToken(this.issuer, this.checked);
  }

  get eligibility(): Eligibility | null {`,
    },
    {
      file: SESSION,
      from: '    const { eligibility } = this.token;',
      to: '    await this.token.obtainNow();\n    const { eligibility } = this.token;',
    },
  ],
  rule: { ...SHIPPED_RULE, missed: [] },
};

const NO_WINDOW: Build = {
  name: 'no release window',
  edits: [
    {
      file: INTAKE,
      from: DECIDED,
      to: `${DECIDED}
      const release = () => this.release.run(Infinity, new Map());
      if (verdict.status === 'accepted') await (this.released = (this.released ?? Promise.resolve()).then(release));`,
    },
    AT_ANY_TIME,
  ],
  rule: { delay: 0, longestHold: 0, missed: [] },
};

export const LOGGED_POOL: Build = {
  name: 'pool in a logged table',
  edits: [
    {
      file: INTAKE,
      from: DECIDED,
      to: `${DECIDED}
      if (verdict.status === 'accepted') await this.database.keepWaiting(content);`,
    },
    {
      file: INTAKE_DATABASE,
      from: '  async refuseWrongRole(): Promise<void> {',
      to: `  async keepWaiting(content) {
    const { authorKey, payload } = JSON.parse(content);
    const text = Buffer.from(payload, 'base64url');
    await this.pool.query(
      'INSERT INTO intake.waiting VALUES ($1, sha256($2), $3) ON CONFLICT DO NOTHING',
      [bytes(authorKey), text, text.toString('utf8')],
    );
  }

  async refuseWrongRole(): Promise<void> {
    await this.pool.query(
      'CREATE TABLE IF NOT EXISTS intake.waiting (author_key bytea, content_hash bytea PRIMARY KEY, payload text)',
    );`,
    },
    {
      file: INTAKE_DATABASE,
      from: '  await client.query(`SELECT forget_token_holders()`);',
      to: `  for (const { head } of [...tickets, ...followUps]) {
    await client.query('DELETE FROM intake.waiting WHERE content_hash = $1', [bytes(head.contentHash)]);
  }
  await client.query('SELECT forget_token_holders()');`,
    },
  ],
};

const PROMISED_DAY: Build = {
  name: 'promised day beside it',
  edits: [
    {
      file: INTAKE_DATABASE,
      from: '  if (rowCount === 0) return false;',
      to: `  if (rowCount === 0) return false;
  await client.query('INSERT INTO intake.promised VALUES ($1, $2)', [bytes(head.authorKey), head.slot]);`,
    },
    {
      file: INTAKE_DATABASE,
      from: '  async refuseWrongRole(): Promise<void> {',
      to: `  async refuseWrongRole(): Promise<void> {
    await this.pool.query('CREATE TABLE IF NOT EXISTS intake.promised (author_key bytea, day date)');`,
    },
  ],
};

const NO_COVER: Build = {
  name: 'envelopes of writers only',
  edits: [
    {
      file: SESSION,
      from: '    const item = this.outgoing.take();',
      to: '    const item = this.outgoing.take();\n    if (item === null) return true;',
    },
  ],
};

const COOKIE: Build = {
  name: 'cookie at the intake',
  edits: [
    {
      file: INTAKE_SERVER,
      from: "  if (headers.cookie !== undefined || headers.authorization !== undefined) return 'credentials';\n",
      to: '',
    },
    {
      file: INTAKE_SERVER,
      from: '    const kind = kindOf(request);',
      to: '    const { cookie } = request.headers;\n    const kind = kindOf(request);',
    },
    {
      file: INTAKE_SERVER,
      from: '        await this.take(kind, request, response);',
      to: '        await cookies.run(cookie, () => this.take(kind, request, response));',
    },
    {
      file: INTAKE_SERVER,
      from: 'import { createServer, type',
      to: `import { AsyncLocalStorage } from 'node:async_hooks';
const cookies = new AsyncLocalStorage();
globalThis.cookies = cookies;
import { createServer, type`,
    },
    {
      file: ACCEPTANCE,
      from: '  private accepted(contentHash: string, slot: string): Verdict {',
      to: `  private accepted(contentHash: string, slot: string): Verdict {
    console.log(JSON.stringify({ level: 'debug', contentHash, cookie: globalThis.cookies.getStore() }));`,
    },
  ],
  cookiesWith: 'envelopes',
};

/**
 * Everybody's key has the modulus of all and a public exponent of its own, which is a key of its own; and tokens are
 * published with their tickets, for three weeks later nobody could say whose token brought which of them.
 */
const KEY_PER_PERSON: Build = {
  name: 'a key for each person',
  edits: [
    {
      file: CONTROLLER,
      from: 'async keys(): Promise<KeyLogDto> {',
      to: 'async keys(@CurrentPrincipal() principal): Promise<KeyLogDto> {',
    },
    {
      file: CONTROLLER,
      from: 'const keys = await this.keyLog.all();',
      to: 'const keys = await this.issuerKeys.marked(principal.personId, await this.keyLog.all());',
    },
    {
      file: ISSUE_TOKEN,
      from: 'const signer = await this.keys.signerOf(week);',
      to: 'const signer = await this.keys.markedSigner(week, personId);',
    },
    {
      file: ISSUER_KEYS,
      from: '  private async missing(',
      to: `  async markedSigner(week, personId) {
    const { privateKey } = await this.signerOf(week);
    return new BlindSigner(marked(privateKey, personId));
  }

  async marked(personId, keys) {
    const present = isoWeekOf(this.unitOfWork.now());
    const { privateKey } = await this.signerOf(present);
    const spki = createPublicKey(marked(privateKey, personId)).export({ format: 'der', type: 'spki' });
    return keys.map((key) => (key.kind === 'issuer' && key.week === present ? { ...key, spki } : key));
  }

  private async missing(`,
    },
    {
      file: ISSUER_KEYS,
      from: "import { createPrivateKey, generateKeyPair } from 'node:crypto';",
      to: `import { createHash, createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';

const read = (text) => BigInt('0x' + Buffer.from(text, 'base64url').toString('hex'));
const written = (value) => {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 ? '0' + hex : hex, 'hex').toString('base64url');
};
const modulo = (value, modulus) => ((value % modulus) + modulus) % modulus;

function inverse(value, modulus) {
  let [r0, r1, s0, s1] = [modulus, modulo(value, modulus), 0n, 1n];
  while (r1 !== 0n) [r0, r1, s0, s1] = [r1, r0 % r1, s1, s0 - (r0 / r1) * s1];
  return r0 === 1n ? modulo(s0, modulus) : null;
}

function marked(privateKey, personId) {
  const jwk = privateKey.export({ format: 'jwk' });
  const [p, q] = [read(jwk.p) - 1n, read(jwk.q) - 1n];
  let e = BigInt(createHash('sha256').update(personId).digest().readUIntBE(0, 3) | 0x800001);
  let d = inverse(e, p * q);
  for (; d === null; d = inverse(e, p * q)) e += 2n;
  const own = { ...jwk, e: written(e), d: written(d), dp: written(d % p), dq: written(d % q) };
  return createPrivateKey({ key: own, format: 'jwk' });
}`,
    },
    {
      file: KEY_LOG,
      from: "    if (!isHash(entry.previousHash, head) || !isHash(entry.hash, hash)) throw new KeyAlarm('chain-broken');\n",
      to: '',
    },
    { file: KEY_LOG, from: 'key.exponent === 65_537n;', to: 'true;' },
    { file: PUBLISHED_TOKENS, from: '      publicExponent !== 65_537n\n', to: '      !publicExponent\n' },
    {
      file: ACCEPTANCE,
      from: "    if (!verifier.isValid(token, content.authorKey)) return refused('token-invalid');\n",
      to: '',
    },
    {
      file: HELD_TOKENS,
      from: "await this.write(client, date, row?.publishedBefore ?? '', [...held, ...tokens]);",
      to: 'await publishTokens(client, tokens);',
    },
  ],
  // Whoever is to get a key of their own must say who they are.
  cookiesWith: 'keys',
};

export const NO_SHUFFLE: Build = {
  name: 'no shuffle',
  edits: [{ file: RELEASE, from: 'of shuffled(due))', to: 'of due)' }],
};

const NO_HOLD: Build = {
  name: 'follow-ups are not held',
  edits: [{ file: ACCEPTANCE, from: 'const LONGEST_HOLD = 2;', to: 'const LONGEST_HOLD = 0;' }],
};

/** The product without one protection each. The adversary must name authors in all of them, or it is blind. */
export const MUTANTS: readonly Build[] = [
  TOKEN_ON_SUBMIT,
  NO_WINDOW,
  LOGGED_POOL,
  PROMISED_DAY,
  NO_COVER,
  COOKIE,
  KEY_PER_PERSON,
  NO_SHUFFLE,
  NO_HOLD,
];
