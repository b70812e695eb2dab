import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentPrincipal, IdempotencyKey, IfMatchVersion, type Principal } from '@huiyin/platform';
import type { FastifyReply } from 'fastify';
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
  async get(
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonDto> {
    return tagged(reply, await this.people.get(id));
  }

  @Post()
  @ApiCreatedResponse({ type: RegisteredPersonDto })
  async register(
    @CurrentPrincipal() principal: Principal,
    @IdempotencyKey() key: string,
    @Body() body: RegisterPersonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegisteredPersonDto> {
    const registered = await this.people.add(principal.personId, key, body);
    tagged(reply, registered.person);
    return registered;
  }

  @Patch(':id')
  @ApiOkResponse({ type: PersonDto })
  async change(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatchVersion() version: number,
    @Body() body: ChangePersonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonDto> {
    return tagged(reply, await this.people.change(principal.personId, id, version, body));
  }

  @Post(':id/password-reset')
  @HttpCode(200)
  @ApiOkResponse({ type: InitialPasswordDto })
  async resetPassword(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InitialPasswordDto> {
    void reply.header('cache-control', 'no-store');
    return { initialPassword: await this.people.resetPassword(principal.personId, id) };
  }
}

function tagged(reply: FastifyReply, person: PersonDto): PersonDto {
  void reply.header('etag', `"${person.version}"`).header('cache-control', 'no-store');
  return person;
}
