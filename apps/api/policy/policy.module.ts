import { Module } from '@nestjs/common';
import { IdentityModule } from '@huiyin/identity';
import { PolicyHttpModule, PolicySurroundings } from '@huiyin/sla';
import { TicketModule } from '@huiyin/ticket';
import { Surroundings } from './surroundings.js';

@Module({
  imports: [IdentityModule, TicketModule],
  providers: [{ provide: PolicySurroundings, useClass: Surroundings }],
  exports: [PolicySurroundings],
})
class SurroundingsModule {}

/** The policy, told about the rest of the house. */
@Module({ imports: [PolicyHttpModule.forRoot(SurroundingsModule)] })
export class PolicyModule {}
