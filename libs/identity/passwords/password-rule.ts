import { COMMON_PASSWORDS } from './common-passwords.js';

export const MINIMUM_PASSWORD_LENGTH = 10;
export const MAXIMUM_PASSWORD_LENGTH = 200;

/** Full-width and composed forms of a character are the same key to the person who typed them. */
export function canonicalPassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * What is wrong with a new password, or null. Length and a few known mistakes only: rules about kinds of characters
 * make people write passwords down.
 */
export function passwordFault(
  password: string,
  person: { readonly employeeNumber: string; readonly name: string },
): { rule: string; message: string; limit?: number } | null {
  const canonical = canonicalPassword(password);
  const length = [...canonical].length;
  if (length < MINIMUM_PASSWORD_LENGTH) {
    return {
      rule: 'minLength',
      message: `must have at least ${MINIMUM_PASSWORD_LENGTH} characters`,
      limit: MINIMUM_PASSWORD_LENGTH,
    };
  }
  if (length > MAXIMUM_PASSWORD_LENGTH) {
    return {
      rule: 'maxLength',
      message: `must have at most ${MAXIMUM_PASSWORD_LENGTH} characters`,
      limit: MAXIMUM_PASSWORD_LENGTH,
    };
  }
  const lower = canonical.toLowerCase();
  if (isMostly(lower, person.employeeNumber) || isMostly(lower, person.name)) {
    return { rule: 'notPersonal', message: 'must not be made of your employee number or your name' };
  }
  if (COMMON_PASSWORDS.has(lower) || isRepetition(lower) || isRun(lower)) {
    return { rule: 'notCommon', message: 'is one of the passwords that are guessed first' };
  }
  return null;
}

/** Fewer than six characters are left when the word is taken out. */
function isMostly(password: string, word: string): boolean {
  const plain = word.normalize('NFKC').toLowerCase().trim();
  if (plain.length < 2 || !password.includes(plain)) return false;
  return [...password.replaceAll(plain, '')].length < 6;
}

/** One to four characters over and over. */
function isRepetition(password: string): boolean {
  return /^(.{1,4}?)\1+$/u.test(password);
}

/** Neighbours in the alphabet or among the digits, all the way up or down. */
function isRun(password: string): boolean {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}
