import { Module } from '@nestjs/common';
import { PeopleDirectory } from './people/people-directory.js';
import { SessionHook } from './session/session-hook.js';
import { Sessions } from './session/sessions.js';

@Module({
  providers: [PeopleDirectory, Sessions, SessionHook],
  exports: [PeopleDirectory, Sessions],
})
export class IdentityModule {}
