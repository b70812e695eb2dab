import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@huiyin/identity';
import { Gate, UnitOfWork, type Locale } from '@huiyin/platform';
import { markdownBlocks } from '../domain/markdown-blocks.js';
import type { BulletinDto } from '../reading/bulletin.dto.js';
import type { Texts } from '../store/bulletin-row.js';
import { casesTable, figuresTables, talksTable, type Wording } from './document-tables.js';
import type { DocumentBlock } from './document-layout.js';
import { DOCUMENT_TEXTS } from './document-texts.js';
import { print } from './print.js';

/** Fonts cost memory while they are read, so documents are made one after the other. */
const AT_ONCE = 1;

/** A bulletin on paper: what this reader may see of it, in one language. */
@Injectable()
export class BulletinDocument {
  private readonly gate = new Gate(AT_ONCE);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleDirectory,
  ) {}

  /** @throws Refused when the document cannot be made */
  async make(personId: string, bulletin: BulletinDto, locale: Locale): Promise<Buffer> {
    const wording = await this.wording(personId, locale);
    const { texts } = wording;
    const published =
      bulletin.publishedAt === null ? null : texts.published(wording.day(bulletin.publishedAt));
    const state = bulletin.state === 'published' ? null : texts.states[bulletin.state];
    const [organisation] = await this.unitOfWork.read<{ name: Texts }>(`SELECT name FROM organisation`);
    const publisher = organisation?.name[locale] ?? '';
    return this.gate.run(() =>
      print({
        locale,
        organisation: publisher,
        word: texts.word,
        title: inLanguage(bulletin.title, locale).text || bulletin.number,
        subtitle: [bulletin.number, published].filter((part) => part !== null).join(' · '),
        state,
        blocks: blocksOf(bulletin, wording, publisher),
        foot: `${bulletin.number} · ${texts.foot(wording.day(this.unitOfWork.now().toISOString()))}`,
        pageNumber: texts.page,
      }),
    );
  }

  private async wording(personId: string, locale: Locale): Promise<Wording> {
    const person = await this.people.person(null, personId);
    const timeZone = person?.timeZone ?? 'Asia/Shanghai';
    const departments = await this.unitOfWork.read<{ id: string; name: Texts }>(
      `SELECT id, name FROM department`,
    );
    const names = new Map(departments.map(({ id, name }) => [id, name[locale] ?? '']));
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { timeZone, hourCycle: 'h23', ...options });
    const day = format({ year: 'numeric', month: 'long', day: 'numeric' });
    const moment = format({
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });
    const zone = format({ timeZoneName: 'short' }).formatToParts(this.unitOfWork.now());
    return {
      locale,
      texts: DOCUMENT_TEXTS[locale],
      department: (id) => names.get(id) ?? '',
      day: (iso) => day.format(new Date(iso)),
      moment: (iso) => moment.format(new Date(iso)),
      zone: zone.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
    };
  }
}

/** The reader's language, otherwise whichever there is. */
function inLanguage(texts: Texts, locale: Locale): { readonly text: string; readonly isOwn: boolean } {
  const own = texts[locale];
  return own
    ? { text: own, isOwn: true }
    : { text: texts['zh-CN'] ?? texts.en ?? texts.ru ?? '', isOwn: false };
}

function heading(text: string): DocumentBlock {
  return { kind: 'heading', runs: [{ text, isBold: true }] };
}

function blocksOf(bulletin: BulletinDto, wording: Wording, publisher: string): DocumentBlock[] {
  const { texts, locale } = wording;
  const body = inLanguage(bulletin.text, locale);
  const blocks: DocumentBlock[] = [];
  if (bulletin.endReason !== null) {
    blocks.push({
      kind: 'quote',
      runs: [{ text: `${texts.withdrawnBecause}${bulletin.endReason}`, isBold: false }],
    });
  }
  if (body.text !== '' && !body.isOwn) blocks.push({ kind: 'small', text: texts.otherLanguage });
  blocks.push(...markdownBlocks(body.text));
  if (bulletin.figures) blocks.push(heading(texts.figures), ...figuresTables(bulletin.figures, wording));
  if (bulletin.talks.length > 0) blocks.push(heading(texts.talks), talksTable(bulletin.talks, wording));
  const named = bulletin.cases.filter((item) => item.takenOutReason === null);
  if (named.length > 0) {
    const zone: DocumentBlock = { kind: 'small', text: texts.zone(wording.zone) };
    blocks.push(heading(texts.cases), casesTable(named, wording), zone);
  }
  if (bulletin.publishedAt !== null)
    blocks.push({ kind: 'signature', lines: [publisher, wording.day(bulletin.publishedAt)] });
  if (bulletin.notes.length > 0) blocks.push(heading(texts.notes));
  for (const note of bulletin.notes) {
    blocks.push(
      { kind: 'small', text: wording.moment(note.writtenAt) },
      ...markdownBlocks(inLanguage(note.text, locale).text),
    );
  }
  return blocks;
}
