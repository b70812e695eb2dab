import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { SlaModule } from '../sla.module.js';
import { PolicyController } from './policy.controller.js';
import { PolicyDrafts } from './policy-drafts.js';
import { PolicyDraftsController } from './policy-drafts.controller.js';
import { PolicyPreview } from './policy-preview.js';
import { PolicyRegister } from './policy-register.js';
import { PolicyShelf } from './policy-shelf.js';
import { ServiceLevelsController } from './service-levels.controller.js';

/** The policy over HTTP, told about people, departments and tickets by whoever knows them. */
@Module({})
export class PolicyHttpModule {
  /** @param surroundings a module that exports `PolicySurroundings` */
  static forRoot(surroundings: Type): DynamicModule {
    return {
      module: PolicyHttpModule,
      imports: [SlaModule, surroundings],
      // What is named stands before what is numbered: the first route that fits answers.
      controllers: [ServiceLevelsController, PolicyDraftsController, PolicyController],
      providers: [PolicyDrafts, PolicyPreview, PolicyRegister, PolicyShelf],
    };
  }
}
