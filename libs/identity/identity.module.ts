import { Module } from '@nestjs/common';
import { Account } from './account/account.js';
import { PersonImport } from './import/person-import.js';
import { Passwords } from './passwords/passwords.js';
import { PeopleAdministration } from './people/people-administration.js';
import { PeopleAdministrationController } from './people/people-administration.controller.js';
import { PeopleDirectory } from './people/people-directory.js';
import { PersonRegister } from './people/person-register.js';
import { SessionHook } from './session/session-hook.js';
import { Sessions } from './session/sessions.js';
import { PasswordGuard, PasswordStrategy } from './sign-in/password-strategy.js';
import { SignInThrottle } from './sign-in/sign-in-throttle.js';
import { SignIn } from './sign-in/sign-in.js';

/** People as other rooms see them; what a program without HTTP needs. */
@Module({ providers: [PeopleDirectory, PersonRegister], exports: [PeopleDirectory, PersonRegister] })
export class IdentityModule {}

/** Sign-in, sessions and the administration of people: the HTTP side. */
@Module({
  imports: [IdentityModule],
  controllers: [PeopleAdministrationController],
  providers: [
    Account,
    Passwords,
    PasswordGuard,
    PasswordStrategy,
    PeopleAdministration,
    PersonImport,
    SessionHook,
    Sessions,
    SignIn,
    SignInThrottle,
  ],
  exports: [Account, IdentityModule, PasswordGuard, PersonImport, Sessions, SignIn],
})
export class IdentityHttpModule {}
