import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import { identityRefusals } from '../identity-refusals.js';
import { Passwords } from '../passwords/passwords.js';
import { canonicalEmployeeNumber } from '../people/employee-number.js';
import { newToken, Sessions, tokenHash, type OpenedSession } from '../session/sessions.js';
import { SignInThrottle } from './sign-in-throttle.js';

/** The browser that a sign-in comes from. */
export interface Origin {
  /** IP address, as seen behind the trusted proxies. */
  readonly address: string;
  readonly deviceToken: string | null;
  /** Token of the session that the browser still has; it ends when a new one begins. */
  readonly sessionToken: string | null;
}

export interface SignedIn {
  readonly personId: string;
  readonly session: OpenedSession;
  readonly deviceToken: string;
}

interface Account {
  id: string;
  passwordHash: string | null;
  isKnownDevice: boolean;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly throttle: SignInThrottle,
    private readonly sessions: Sessions,
  ) {}

  /**
   * The person whose number and password these are; refused alike for an unknown number, a wrong password, someone
   * who has left and someone without a password.
   */
  async withPassword(typedNumber: string, password: string, origin: Origin): Promise<string> {
    const employeeNumber = canonicalEmployeeNumber(typedNumber);
    const deviceHash = origin.deviceToken === null ? null : tokenHash(origin.deviceToken);
    const [account] = await this.unitOfWork.read<Account>(
      `SELECT p.id, p.password_hash AS "passwordHash",
              EXISTS (SELECT FROM known_device d WHERE d.person_id = p.id AND d.token_hash = $2) AS "isKnownDevice"
         FROM person p WHERE p.employee_number = $1 AND p.is_active`,
      [employeeNumber, deviceHash],
    );
    const attempt = {
      employeeNumber,
      address: origin.address,
      knownDeviceHash: account?.isKnownDevice ? deviceHash : null,
    };
    await this.throttle.admit(attempt);
    const matches = await this.passwords.matches(account?.passwordHash ?? null, password);
    if (!account || !matches) throw identityRefusals.refuse('session.credentials-wrong');
    await this.unitOfWork.run({ kind: 'person', personId: account.id }, (tx) =>
      this.throttle.forgive(tx, attempt),
    );
    return account.id;
  }

  /** Opens a session for someone who has shown who they are, and remembers the browser. */
  async open(personId: string, origin: Origin, isSharedSeat: boolean): Promise<SignedIn> {
    const deviceToken = origin.deviceToken ?? newToken();
    return this.unitOfWork.run({ kind: 'person', personId }, async (tx) => {
      if (origin.sessionToken !== null) {
        await tx.execute(`DELETE FROM session WHERE token_hash = $1`, [tokenHash(origin.sessionToken)]);
      }
      await tx.execute(
        `INSERT INTO known_device (token_hash, person_id, last_used_at) VALUES ($1, $2, $3)
         ON CONFLICT (token_hash, person_id) DO UPDATE SET last_used_at = excluded.last_used_at`,
        [tokenHash(deviceToken), personId, tx.now],
      );
      return { personId, session: await this.sessions.open(tx, personId, isSharedSeat), deviceToken };
    });
  }
}
