import { DEMO_PASSWORD } from './seed/demo-people.js';

interface ListedPerson {
  readonly employeeNumber: string;
  readonly name: string;
  readonly title: Readonly<Record<string, string>>;
}

/** Tells who can be tried out; the running api knows. */
export async function demoNotice(apiUrl: string): Promise<string> {
  const response = await fetch(`${apiUrl}/api/v1/demo/people`, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) return '';
  const people = (await response.json()) as readonly ListedPerson[];
  return [
    `Demo people (password ${DEMO_PASSWORD}, or one click on the sign-in page):`,
    ...people.map(({ employeeNumber, name, title }) => `  ${employeeNumber}  ${title['en'] ?? ''}: ${name}`),
  ].join('\n');
}
