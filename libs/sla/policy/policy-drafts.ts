import { Injectable } from '@nestjs/common';
import { UnitOfWork, type FieldError, type Principal } from '@huiyin/platform';
import { CalendarDirectory } from '../calendar/calendar-directory.js';
import { evenDayMinutes, startOfDay } from '../domain/policy-day.js';
import { documentFaults, documentGaps, placeholders, renderDocument } from '../domain/policy-document.js';
import { policyFaults, type PolicyFault } from '../domain/policy-faults.js';
import { POLICY_LANGUAGES } from '../domain/policy-words.js';
import { PolicyDirectory, SHORTEST_NOTICE_MS } from './policy-directory.js';
import { policyRefusals } from './policy-refusals.js';
import type { PolicyContent } from './policy-register.js';
import { PolicyShelf } from './policy-shelf.js';
import { PolicySurroundings } from './policy-surroundings.js';
import type { PolicyDraftContentDto, PolicyDraftDto, PolicyRenderingDto } from './policy.dto.js';

/** Further ahead nobody knows what they want. */
const LONGEST_NOTICE_MS = 731 * 86_400_000;

interface DraftRow extends PolicyContent {
  id: string;
  version: number;
  state: PolicyDraftDto['state'];
  basedOn: number;
  policyVersion: number | null;
  editorIds: string[];
  updatedAt: Date;
}

const DRAFTS = `SELECT id, version, state, based_on AS "basedOn", policy_version AS "policyVersion", numbers, texts,
  change_note AS "changeNote", editor_ids AS "editorIds", updated_at AS "updatedAt" FROM policy_draft`;

/** Drafts of the policy: read, rendered and looked at for faults. */
@Injectable()
export class PolicyDrafts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: PolicyDirectory,
    private readonly calendars: CalendarDirectory,
    private readonly shelf: PolicyShelf,
    private readonly surroundings: PolicySurroundings,
  ) {}

  /** Open ones, the last changed first. */
  async open(reader: Principal): Promise<PolicyDraftDto[]> {
    const rows = await this.unitOfWork.read<DraftRow>(
      `${DRAFTS} WHERE state = 'open' ORDER BY updated_at DESC, id LIMIT 50`,
    );
    const shown = await this.shown(rows, reader);
    return shown.map(({ numbers: _numbers, texts: _texts, changeNote: _changeNote, ...draft }) => draft);
  }

  async one(id: string, reader: Principal): Promise<PolicyDraftContentDto> {
    const rows = await this.unitOfWork.read<DraftRow>(`${DRAFTS} WHERE id = $1`, [id]);
    const [draft] = await this.shown(rows, reader);
    if (!draft) throw policyRefusals.refuse('policy.not-found');
    return draft;
  }

  /** What a new draft begins with: a version, otherwise the one in force. */
  async beginning(wanted: number | undefined): Promise<{ basedOn: number; content: PolicyContent }> {
    const known = await this.directory.all();
    const found =
      wanted === undefined
        ? await this.directory.at(this.unitOfWork.now())
        : known.find(({ version }) => version === wanted);
    if (!found) throw policyRefusals.refuse('policy.not-found');
    const { version, numbers } = found;
    const changeNote = { 'zh-CN': '', en: '', ru: '' };
    return { basedOn: version, content: { numbers, texts: await this.shelf.texts(version), changeNote } };
  }

  async rendering(content: PolicyContent): Promise<PolicyRenderingDto> {
    const facts = await this.shelf.facts(content.numbers);
    const [chinese, english, russian] = POLICY_LANGUAGES.map((language) =>
      renderDocument(content.texts[language], language, facts),
    );
    return {
      texts: { 'zh-CN': chinese ?? '', en: english ?? '', ru: russian ?? '' },
      faults: (await this.faults(content)).map(fieldError),
      gaps: gapsOf(content).map(fieldError),
      placeholders: [...placeholders(content.numbers).keys()],
      workingDayMinutes: facts.dayMinutes,
    };
  }

  /** Refuses what cannot be a policy. */
  async refuseFaults(content: PolicyContent): Promise<void> {
    refuse(await this.faults(content));
  }

  /** Looks at a draft once more before it is published; synchronous, for use under a lock. */
  async publicationCheck(): Promise<(content: PolicyContent) => void> {
    const departmentIds = await this.activeDepartments();
    return (content) =>
      refuse([
        ...policyFaults(content.numbers, departmentIds),
        ...documentFaults(content.texts, content.numbers),
        ...gapsOf(content),
      ]);
  }

  /** The start of a day to come, in the default calendar's zone. */
  async effectiveFrom(date: string): Promise<Date> {
    const { stored } = await this.calendars.calendarFor();
    const instant = startOfDay(date, stored.timeZone);
    const nowMs = this.unitOfWork.now().getTime();
    const noticeMs = (instant?.getTime() ?? 0) - nowMs;
    if (!instant || noticeMs < SHORTEST_NOTICE_MS || noticeMs > LONGEST_NOTICE_MS) {
      const message = `must be a day to come within two years, in the zone ${stored.timeZone}`;
      refuse([{ path: 'effectiveOn', code: 'day-to-come', message }]);
      throw new Error('unreachable');
    }
    return instant;
  }

  /** Minutes of a working day where a department works, otherwise where the reader does; see `evenDayMinutes`. */
  async workingDay(departmentId: string | undefined, readerId: string): Promise<number | null> {
    const department = (await this.surroundings.departments()).find(({ id }) => id === departmentId);
    const owners = department
      ? [department.id, department.siteId]
      : [await this.surroundings.siteOf(readerId)];
    const { stored } = await this.calendars.calendarFor(...owners);
    return evenDayMinutes(stored);
  }

  /** Minutes of a working day in every department that is open; see `evenDayMinutes`. */
  async workingDays(): Promise<{ departmentId: string; workingDayMinutes: number | null }[]> {
    const departments = (await this.surroundings.departments()).filter(({ isActive }) => isActive);
    return Promise.all(
      departments.map(async ({ id, siteId }) => {
        const { stored } = await this.calendars.calendarFor(id, siteId);
        return { departmentId: id, workingDayMinutes: evenDayMinutes(stored) };
      }),
    );
  }

  private async faults({ numbers, texts }: PolicyContent): Promise<readonly PolicyFault[]> {
    return [...policyFaults(numbers, await this.activeDepartments()), ...documentFaults(texts, numbers)];
  }

  private async activeDepartments(): Promise<ReadonlySet<string>> {
    const departments = await this.surroundings.departments();
    return new Set(departments.flatMap(({ id, isActive }) => (isActive ? id : [])));
  }

  private async shown(rows: readonly DraftRow[], reader: Principal): Promise<PolicyDraftContentDto[]> {
    const names = await this.surroundings.namesOf(rows.flatMap((row) => row.editorIds));
    return rows.map(({ editorIds, ...row }) => ({
      ...row,
      numbers: mutable(row.numbers),
      texts: { ...row.texts },
      changeNote: { ...row.changeNote },
      editors: editorIds.flatMap((id) => names.get(id) ?? []),
      mayPublish:
        row.state === 'open' && reader.roles.includes('leader') && !editorIds.includes(reader.personId),
    }));
  }
}

/** What a text does not say yet, though it must before it is published. */
function gapsOf({ numbers, texts, changeNote }: PolicyContent): readonly PolicyFault[] {
  const unsaid = POLICY_LANGUAGES.filter((language) => changeNote[language].trim() === '');
  return [
    ...documentGaps(texts, numbers),
    ...unsaid.map((language) => ({
      path: `changeNote.${language}`,
      code: 'missing',
      message: 'must say in a few words what is new',
    })),
  ];
}

function refuse(faults: readonly PolicyFault[]): void {
  if (faults.length > 0) throw policyRefusals.refuse('policy.invalid', {}, faults.map(fieldError));
}

function fieldError({ path, code, message }: PolicyFault): FieldError {
  return { field: path, rule: code, message };
}

function mutable(numbers: PolicyContent['numbers']): PolicyDraftContentDto['numbers'] {
  return structuredClone(numbers) as PolicyDraftContentDto['numbers'];
}
