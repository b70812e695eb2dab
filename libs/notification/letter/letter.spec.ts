import { LOCALES, type Locale } from '@huiyin/platform';
import { AUDIENCES } from '../notices/notice-rule.js';
import { NOTICE_KINDS, type NoticeKind } from '../notices/notice-kinds.js';
import { DUE_LEGS, type TicketGlance } from '../notices/ticket-glance.js';
import { writeDigest } from './digest.js';
import { LETTER_TEXTS } from './letter-texts.js';
import { type LetterFacts, writeLetter } from './letter.js';

const ticket: TicketGlance = {
  id: '0199c0de-0000-7000-8000-000000000001',
  number: 'T10001',
  state: 'open',
  urgency: 'ordinary',
  departmentId: '0199c0de-0000-7000-8000-000000000002',
  leaderId: null,
  authorPersonId: null,
  dueAt: new Date('2026-11-24T09:00:00Z'),
  dueLeg: 'answer',
  mergedIntoId: null,
};

function facts(given: Partial<LetterFacts> = {}): LetterFacts {
  return {
    kind: 'dispatched',
    locale: 'en',
    timeZone: 'Asia/Shanghai',
    now: new Date('2026-11-20T09:00:00Z'),
    ticket,
    departmentName: 'Scheduling',
    publicUrl: 'https://huiyin.example.test',
    ...given,
  };
}

/** Every sentence with its place, to compare languages. */
function sentences(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => sentences(inner, `${path}/${key}`));
}

const paths = (texts: unknown): string[] =>
  sentences(texts)
    .map(([path]) => path)
    .sort();

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

describe('letter texts', () => {
  it.each(LOCALES)('%s has every notice, every clock and every word', (locale) => {
    const texts = LETTER_TEXTS[locale];
    expect(Object.keys(texts.notices).sort()).toEqual([...NOTICE_KINDS].sort());
    for (const side of [texts.due.asAuthor, texts.due.asOwner]) {
      expect(Object.keys(side).sort()).toEqual([...DUE_LEGS].sort());
    }
    expect(Object.keys(texts.due.missed).sort()).toEqual([...DUE_LEGS].sort());
    expect(Object.keys(texts.why).sort()).toEqual([...AUDIENCES].sort());
    expect(paths(texts)).toEqual(paths(LETTER_TEXTS.en));
    for (const [path, text] of sentences(texts))
      expect({ path, text: text.trim() }).not.toEqual({ path, text: '' });
  });

  it('says what is due in every language', () => {
    for (const locale of LOCALES) {
      for (const [path, text] of sentences({ due: LETTER_TEXTS[locale].due })) {
        expect([path, placeholders(text)]).toEqual([path, ['{{due}}']]);
      }
    }
  });

  it('is written in its own language', () => {
    for (const [path, text] of sentences(LETTER_TEXTS['zh-CN']))
      expect([path, /\p{Script=Han}/u.test(text)]).toEqual([path, true]);
    for (const [path, text] of sentences(LETTER_TEXTS.ru))
      expect([path, /\p{Script=Cyrillic}/u.test(text)]).toEqual([path, true]);
  });
});

describe('writeLetter', () => {
  const every: [Locale, NoticeKind][] = LOCALES.flatMap((locale) =>
    NOTICE_KINDS.map((kind): [Locale, NoticeKind] => [locale, kind]),
  );

  it.each(every)('%s %s leaves no placeholder open', (locale, kind) => {
    const letter = writeLetter(facts({ locale, kind }));
    for (const part of [letter.subject, letter.html, letter.text]) {
      expect(part).not.toMatch(/\{\{|undefined|null/);
      expect(part).toContain('T10001');
    }
    expect(letter.html).toContain(`<html lang="${locale}"`);
    expect(letter.html).toContain(`https://huiyin.example.test/tickets/${ticket.id}`);
    expect(letter.text).toContain(`https://huiyin.example.test/tickets/${ticket.id}`);
    expect(letter.subject).not.toMatch(/[\r\n]/);
  });

  it('writes the due instant in the zone and the language of the reader', () => {
    expect(writeLetter(facts({ locale: 'zh-CN' })).text).toContain('2026年11月24日');
    expect(writeLetter(facts({ locale: 'zh-CN' })).text).toContain('17:00');
    expect(writeLetter(facts({ locale: 'zh-CN' })).subject).toContain('截止 11月24日 17:00');
    const inMoscow = writeLetter(facts({ locale: 'ru', timeZone: 'Europe/Moscow' }));
    expect(inMoscow.text).toContain('24 ноября 2026');
    expect(inMoscow.text).toContain('12:00');
    expect(inMoscow.text).toContain('GMT+3');
    expect(writeLetter(facts()).text).toContain('24 November 2026');
  });

  it('says nothing of a due time when no clock runs, or none that the reader could meet', () => {
    const closed = { ...ticket, dueAt: null, dueLeg: null };
    expect(writeLetter(facts({ kind: 'removed', ticket: closed })).subject).not.toContain('due');
    expect(writeLetter(facts({ kind: 'escalated-from-you' })).subject).not.toContain('due');
  });

  it('speaks of a deadline that has passed as passed, and asks a decider to decide', () => {
    const late = writeLetter(facts({ kind: 'answer-due', now: new Date('2026-11-25T01:00:00Z') }));
    expect(late.subject).toBe('[T10001] no answer in time · was due 24 Nov, 17:00');
    expect(late.text).toContain('The answer was due by Tue, 24 November 2026 at 17:00 (GMT+8).');
    expect(writeLetter(facts({ kind: 'extension-waiting' })).text).toContain('Please decide soon');
  });

  it('escapes what comes from outside in the HTML part, and only there', () => {
    const letter = writeLetter(facts({ departmentName: '<img src=x onerror=alert(1)> & Co' }));
    expect(letter.html).not.toContain('<img');
    expect(letter.html).toContain('&lt;img');
    expect(letter.text).toContain('<img src=x onerror=alert(1)> & Co');
  });

  it('asks for nothing from the network', () => {
    expect(writeLetter(facts()).html.match(/(src|href)="[^"]*"/g)).toEqual([
      `href="https://huiyin.example.test/tickets/${ticket.id}"`,
    ]);
  });
});

describe('writeDigest', () => {
  const other = { ...ticket, id: '0199c0de-0000-7000-8000-000000000009', number: 'T10009' };
  const sooner = { ...other, dueAt: new Date('2026-11-23T09:00:00Z') };

  it.each(LOCALES)('%s counts them and lists the most urgent first, each with its link', (locale) => {
    const letter = writeDigest([
      facts({ locale, kind: 'answer-half' }),
      facts({ locale, kind: 'acknowledge-due', ticket: sooner }),
    ]);
    expect(letter.subject).toContain('2');
    for (const part of [letter.html, letter.text]) {
      expect(part).not.toMatch(/\{\{|undefined|null/);
      expect(part.indexOf('T10009')).toBeLessThan(part.indexOf('T10001'));
      for (const { id } of [ticket, other])
        expect(part).toContain(`https://huiyin.example.test/tickets/${id}`);
    }
  });

  it('escapes what comes from outside', () => {
    const departmentName = '<img src=x>';
    const digest = writeDigest([facts({ departmentName }), facts({ departmentName, ticket: other })]);
    expect(digest.html).not.toContain('<img');
  });
});
