/** Employee numbers are compared without regard to case, so they are kept in capitals. */
export function canonicalEmployeeNumber(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase();
}

export const EMPLOYEE_NUMBER = /^[A-Z0-9][A-Z0-9._-]{0,31}$/;
export const EMPLOYEE_NUMBER_RULE = 'must be 1 to 32 letters A–Z, digits, dots, hyphens or underscores';
