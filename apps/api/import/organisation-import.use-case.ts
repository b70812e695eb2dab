import { Inject, Injectable } from '@nestjs/common';
import { canonicalEmployeeNumber, PERSON_FILE, PersonImport } from '@huiyin/identity';
import { DEPARTMENT_FILE, DepartmentImport } from '@huiyin/organisation';
import { readCsvTable, Settings, UnitOfWork, type Actor, type CsvFault, type Tx } from '@huiyin/platform';
import type { ImportKind, ImportReportDto } from './import-report.dto.js';

const MAX_ERRORS_SHOWN = 1_000;

export interface ImportOrder {
  readonly kind: ImportKind;
  readonly bytes: Uint8Array;
  readonly dryRun: boolean;
  readonly actor: Actor;
}

export interface ImportOutcome {
  readonly report: ImportReportDto;
  /** Employee numbers or department codes that the import added, or would add. */
  readonly created: readonly string[];
}

interface Applied {
  readonly created: readonly string[];
  readonly updated: number;
  readonly unchanged: number;
  readonly faults: readonly CsvFault[];
}

/** Thrown to undo everything; carries what would have been. */
class RolledBack extends Error {
  constructor(readonly applied: Applied) {
    super('The import was rolled back.');
  }
}

/** Brings the organisation in line with a file: all of it, or with any fault nothing. */
@Injectable()
export class ImportOrganisation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PersonImport,
    private readonly departments: DepartmentImport,
    @Inject(Settings) private readonly settings: Pick<Settings, 'mode'>,
  ) {}

  /** A dry run does all the work and then undoes it, so it finds exactly what the real run would find. */
  async run({ kind, bytes, dryRun, actor }: ImportOrder): Promise<ImportOutcome> {
    const table = readCsvTable<string>(bytes, kind === 'people' ? PERSON_FILE : DEPARTMENT_FILE);
    const applied = await this.apply(actor, dryRun || table.faults.length > 0, (tx) =>
      kind === 'people' ? this.applyPeople(tx, table.rows) : this.applyDepartments(tx, table.rows),
    );
    const errors = [...table.faults, ...applied.faults].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
    const isWritten = errors.length === 0;
    return {
      created: isWritten ? applied.created : [],
      report: {
        kind,
        dryRun,
        encoding: table.encoding,
        rows: table.rows.length,
        created: isWritten ? applied.created.length : 0,
        updated: isWritten ? applied.updated : 0,
        unchanged: isWritten ? applied.unchanged : 0,
        errorCount: errors.length,
        errors: errors.slice(0, MAX_ERRORS_SHOWN),
      },
    };
  }

  private async apply(actor: Actor, undo: boolean, work: (tx: Tx) => Promise<Applied>): Promise<Applied> {
    try {
      return await this.unitOfWork.run(actor, async (tx) => {
        const applied = await work(tx);
        if (undo || applied.faults.length > 0) throw new RolledBack(applied);
        return applied;
      });
    } catch (error) {
      if (error instanceof RolledBack) return error.applied;
      throw error;
    }
  }

  private async applyPeople(tx: Tx, rows: Parameters<PersonImport['apply']>[1]): Promise<Applied> {
    const codes = { sites: await codesOf(tx, 'site'), departments: await codesOf(tx, 'department') };
    return this.people.apply(tx, rows, codes, this.settings.mode === 'demo');
  }

  private async applyDepartments(tx: Tx, rows: Parameters<DepartmentImport['apply']>[1]): Promise<Applied> {
    const sites = await codesOf(tx, 'site');
    const people = await tx.rows<{ id: string; number: string }>(
      `SELECT id, employee_number AS number FROM person WHERE is_active`,
    );
    const personIds = new Map(people.map(({ id, number }) => [number, id]));
    return this.departments.apply(tx, rows, {
      siteId: (code) => sites.get(code),
      personId: (number) => personIds.get(canonicalEmployeeNumber(number)),
    });
  }
}

async function codesOf(tx: Tx, table: 'site' | 'department'): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; code: string }>(`SELECT id, code FROM ${table}`);
  return new Map(rows.map(({ id, code }) => [code, id]));
}
