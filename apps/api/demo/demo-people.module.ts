import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { DemoPeopleController } from './demo-people.controller.js';
import { DemoPeopleQueries } from './demo-people.queries.js';

@Module({ imports: [PeopleModule], controllers: [DemoPeopleController], providers: [DemoPeopleQueries] })
export class DemoPeopleModule {}
