import { open, readFile } from 'node:fs/promises';
import { Argument, Command } from 'commander';
import { PersonImport, Passwords, PersonRegister } from '@huiyin/identity';
import { DepartmentImport, DepartmentRegister } from '@huiyin/organisation';
import { SystemClock, UnitOfWork } from '@huiyin/platform';
import { readEnvironment } from '../../../config/env.js';
import { IMPORT_KINDS, type ImportKind, type ImportReportDto } from '../../api/import/import-report.dto.js';
import { ImportOrganisation } from '../../api/import/organisation-import.use-case.js';
import { prepareSchema, withDatabase } from '../database.js';
import { Sentence } from '../sentence.js';

interface Options {
  readonly dryRun: boolean;
  readonly initialPasswords?: string;
}

const ACTOR = { kind: 'system', name: 'import' } as const;

/** Reads people or departments from a CSV file into the database. */
export function importCommand(): Command {
  return new Command('import')
    .description('bring people or departments in line with a CSV file: all of it, or with any error nothing')
    .addArgument(new Argument('<kind>').choices(IMPORT_KINDS))
    .argument('<file>', 'CSV file, UTF-8 or GB18030')
    .option('--dry-run', 'report what would happen and write nothing', false)
    .option('--initial-passwords <file>', 'give new people a password and write it to this new file')
    .action(run);
}

async function run(kind: ImportKind, file: string, options: Options): Promise<void> {
  const environment = readEnvironment();
  const bytes = await readFile(file).catch(() => {
    throw new Sentence(`The file ${file} cannot be read: check the name and the permission.`);
  });
  await withDatabase(environment, async (dataSource) => {
    await prepareSchema(dataSource, environment);
    const unitOfWork = new UnitOfWork(dataSource, new SystemClock());
    const departments = new DepartmentRegister({
      openTicketsOf: () => Promise.reject(new Error('An import deactivates no department.')),
    });
    const importOrganisation = new ImportOrganisation(
      unitOfWork,
      new PersonImport(new PersonRegister()),
      new DepartmentImport(departments),
      environment,
    );
    const { report, created } = await importOrganisation.run({
      kind,
      bytes,
      dryRun: options.dryRun,
      actor: ACTOR,
    });
    print(report);
    if (report.errorCount > 0) throw new Sentence('Nothing was written: correct the file and try again.');
    if (kind === 'people' && !options.dryRun && options.initialPasswords !== undefined) {
      await issuePasswords(unitOfWork, created, options.initialPasswords);
    }
  });
}

function print(report: ImportReportDto): void {
  for (const { row, column, message, value } of report.errors) {
    const where = [row === null ? null : `row ${row}`, column].filter((part) => part !== null).join(', ');
    console.error(`${where || 'file'}: ${message}${value === undefined ? '' : ` (${value})`}`);
  }
  if (report.errorCount > report.errors.length) console.error(`… ${report.errorCount} errors in all`);
  console.log(
    `${report.dryRun ? 'Dry run: ' : ''}${report.rows} rows read as ${report.encoding ?? 'nothing'}: ` +
      `${report.created} created, ${report.updated} updated, ${report.unchanged} unchanged`,
  );
}

/** One transaction a person, written to the file first: a line too many is harmless, a lost password is not. */
async function issuePasswords(
  unitOfWork: UnitOfWork,
  employeeNumbers: readonly string[],
  file: string,
): Promise<void> {
  const passwords = new Passwords();
  const register = new PersonRegister();
  await using output = await open(file, 'wx', 0o600).catch(() => {
    throw new Sentence(
      `People were imported without passwords, because ${file} cannot be created: choose a new file name and reset them.`,
    );
  });
  for (const employeeNumber of employeeNumbers) {
    const password = passwords.initial();
    const passwordHash = await passwords.hash(password);
    await output.write(`${employeeNumber},${password}\n`);
    await unitOfWork.run(ACTOR, async (tx) => {
      const person = await tx.row<{ id: string }>(`SELECT id FROM person WHERE employee_number = $1`, [
        employeeNumber,
      ]);
      if (person) await register.setPassword(tx, person.id, passwordHash, 'administrator');
    });
  }
  await output.sync();
  console.log(`${employeeNumbers.length} initial passwords written to ${file}`);
}
