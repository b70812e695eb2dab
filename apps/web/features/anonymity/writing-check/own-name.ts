import { SHORT_NAMES } from './russian.js';
import { words } from './trace.js';

/** Who is signed in here; compared on this computer, and told nobody. */
export interface Writer {
  readonly name: string;
  readonly employeeNumber: string;
  readonly email: string | null;
}

const TWO_CHARACTER_FAMILIES =
  /^(?:欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|司徒|令狐|端木|东方|南宫|独孤)/u;
/** Short names that are also common words count only beside the rest of the name. */
const SHORTEST_PART = 3;
const SHORTEST_PART_OF_ADDRESS = 4;

/** Expressions for a person's own name: all of it, its parts, and what they become in use. */
export function ownNamePatterns({ name, email }: Writer): RegExp[] {
  const whole = name.trim();
  if (whole === '') return [];
  const han = /^\p{Script=Han}{2,5}$/u.exec(whole)?.[0];
  const parts = han
    ? hanParts(han)
    : [words(escaped(whole).replace(/\s+/g, '\\s+')), ...whole.split(/[\s-]+/).flatMap(letterParts)];
  return [...parts, ...addressParts(email)];
}

function hanParts(name: string): RegExp[] {
  const family = TWO_CHARACTER_FAMILIES.exec(name)?.[0] ?? name.slice(0, 1);
  const given = name.slice(family.length);
  const called = [
    name,
    `[小老阿]${family}(?![一-龥]*班)`,
    `${family}(?:姐|哥|师傅|老师|经理|主管|组长|班长|女士|先生|小姐)`,
    given.length > 1 ? given : `[小阿]${given}(?!\\p{Script=Han}*时)|${given}(?:姐|哥|妹|儿)`,
  ];
  return [new RegExp(called.join('|'), 'gu')];
}

function letterParts(part: string): RegExp[] {
  if (Array.from(part).length < SHORTEST_PART) return [];
  if (!/\p{Script=Cyrillic}/u.test(part)) return [words(`${escaped(part)}(?:['’]s)?`)];
  const forms = [part.toLowerCase(), ...(SHORT_NAMES[part.toLowerCase()]?.split(' ') ?? [])].flatMap(stems);
  return [words(`(?:${forms.join('|')})(?:[аеёиоуыэюяйь]\\p{L}{0,2})?`)];
}

/** What stays in all cases of a Russian name: Анна, Анны; Павел, Павла. */
function stems(name: string): string[] {
  const stem = escaped(name.replace(/[аеёиоуыэюяйь]$/u, ''));
  return /[бвгджзклмнпрстфхцчшщ][ео][клмнц]$/u.test(stem)
    ? [stem, stem.slice(0, -2) + stem.slice(-1)]
    : [stem];
}

/** The part of a mail address before the sign often is a name in Latin letters. */
function addressParts(email: string | null): RegExp[] {
  const parts = email?.split('@')[0]?.match(/\p{L}+/gu) ?? [];
  return parts.filter((part) => part.length >= SHORTEST_PART_OF_ADDRESS).map((part) => words(escaped(part)));
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
