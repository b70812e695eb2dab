import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { canonicalPassword } from './password-rule.js';

/** argon2id (the library's default kind) with the parameters that OWASP recommends: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Without look-alikes, so that it can be read out or copied from paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

@Injectable()
export class Passwords implements OnModuleInit {
  private decoy: Promise<string> | undefined;

  async onModuleInit(): Promise<void> {
    await this.decoyHash();
  }

  async hash(password: string): Promise<string> {
    return hash(canonicalPassword(password), COST);
  }

  /** Takes as long for a person who does not exist (`null`) as for one who does. */
  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    const matches = await verify(passwordHash ?? (await this.decoyHash()), canonicalPassword(password));
    return matches && passwordHash !== null;
  }

  /** A password to be handed over once and replaced at the first sign-in; about 59 bits. */
  initial(): string {
    const characters = Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    return `${characters.slice(0, 4)}-${characters.slice(4, 8)}-${characters.slice(8)}`;
  }

  private decoyHash(): Promise<string> {
    this.decoy ??= this.hash(this.initial());
    return this.decoy;
  }
}
