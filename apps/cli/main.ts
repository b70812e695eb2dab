import { Command } from 'commander';
import { readEnvironment } from '../../config/env.js';
import { anonymityCommand } from './commands/anonymity.js';
import { businessTimeCommand } from './commands/business-time.js';
import { doctorCommand } from './commands/doctor.js';
import { importCommand } from './commands/import.js';
import { migrateCommand } from './commands/migrate.js';
import { replayCommand } from './commands/replay.js';
import { seedCommand } from './commands/seed.js';
import { slaCommand } from './commands/sla.js';
import { upCommand } from './commands/up.js';
import { describeFailure } from './sentence.js';

const program = new Command('huiyin')
  .description('Huiyin (回音): every voice gets an answer, a promise gets a date.')
  .showHelpAfterError()
  .addCommand(upCommand())
  .addCommand(migrateCommand())
  .addCommand(seedCommand())
  .addCommand(importCommand())
  .addCommand(businessTimeCommand())
  .addCommand(slaCommand())
  .addCommand(anonymityCommand())
  .addCommand(replayCommand())
  .addCommand(doctorCommand());

try {
  await program.parseAsync();
} catch (error) {
  console.error(describeFailure(error, homeForMessage()));
  process.exitCode = 1;
}

/** The environment itself may be what is wrong. */
function homeForMessage(): string {
  try {
    return readEnvironment().home;
  } catch {
    return 'HUIYIN_HOME';
  }
}
