import { Command } from 'commander';
import { readEnvironment } from '../../../config/env.js';
import { prepareSchema, withDatabase } from '../database.js';

export function migrateCommand(): Command {
  return new Command('migrate').description('bring the tables up to date').action(async () => {
    const environment = readEnvironment();
    const done = await withDatabase(environment, (dataSource) => prepareSchema(dataSource, environment));
    console.log(done.length === 0 ? 'Nothing to do' : `Done: ${done.join(', ')}`);
  });
}
