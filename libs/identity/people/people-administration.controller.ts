import { Body, Controller, Get, Header, HttpCode, Patch, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  CurrentPrincipal,
  IdempotencyKey,
  IfMatchVersion,
  UuidParam,
  VersionTag,
  type Principal,
} from '@huiyin/platform';
import {
  ChangePersonDto,
  InitialPasswordDto,
  PeopleQueryDto,
  PersonDto,
  PersonPageDto,
  RegisteredPersonDto,
  RegisterPersonDto,
} from './people-administration.dto.js';
import { PeopleAdministration } from './people-administration.js';

@ApiTags('administration')
@UseInterceptors(VersionTag)
@Controller('admin/people')
@Allow('administrator')
export class PeopleAdministrationController {
  constructor(private readonly people: PeopleAdministration) {}

  @Get()
  @ApiOkResponse({ type: PersonPageDto })
  async list(@Query() query: PeopleQueryDto): Promise<PersonPageDto> {
    return this.people.list(query);
  }

  @Get(':id')
  @ApiOkResponse({ type: PersonDto })
  async get(@UuidParam('id') id: string): Promise<PersonDto> {
    return this.people.get(id);
  }

  @Post()
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: RegisteredPersonDto })
  async register(
    @CurrentPrincipal() { personId }: Principal,
    @IdempotencyKey() key: string,
    @Body() body: RegisterPersonDto,
  ): Promise<RegisteredPersonDto> {
    return this.people.add(personId, key, body);
  }

  @Patch(':id')
  @ApiOkResponse({ type: PersonDto })
  async change(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('id') id: string,
    @IfMatchVersion() version: number,
    @Body() body: ChangePersonDto,
  ): Promise<PersonDto> {
    return this.people.change(personId, id, version, body);
  }

  @Post(':id/password-reset')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: InitialPasswordDto })
  async resetPassword(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('id') id: string,
  ): Promise<InitialPasswordDto> {
    return { initialPassword: await this.people.resetPassword(personId, id) };
  }
}
