import { Command } from 'commander';
import { SystemClock, UnitOfWork } from '@huiyin/platform';
import { readEnvironment } from '../../../config/env.js';
import { prepareSchema, withDatabase } from '../database.js';
import { seedDemo } from '../seed/demo-seed.js';
import { Sentence } from '../sentence.js';

export function seedCommand(): Command {
  return new Command('seed')
    .description('create the demo organisation in a database without people (demo mode)')
    .action(async () => {
      const environment = readEnvironment();
      if (environment.mode !== 'demo') throw new Sentence('Set HUIYIN_MODE=demo to create demo people.');
      const isSeeded = await withDatabase(environment, async (dataSource) => {
        await prepareSchema(dataSource, environment);
        return seedDemo(new UnitOfWork(dataSource, new SystemClock()));
      });
      console.log(isSeeded ? 'Demo organisation created' : 'There are people already; nothing was changed');
    });
}
