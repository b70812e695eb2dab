import { Module } from '@nestjs/common';
import { IdentityHttpModule } from '@huiyin/identity';
import { OrganisationModule } from '@huiyin/organisation';
import { MeController } from './me.controller.js';
import { MeQueries } from './me.queries.js';
import { SessionOpening } from './session-opening.js';
import { SessionController } from './session.controller.js';

/** Sign-in and the signed-in person: identity and organisation, which do not know each other, side by side. */
@Module({
  imports: [IdentityHttpModule, OrganisationModule],
  controllers: [SessionController, MeController],
  providers: [MeQueries, SessionOpening],
  exports: [SessionOpening],
})
export class PeopleModule {}
