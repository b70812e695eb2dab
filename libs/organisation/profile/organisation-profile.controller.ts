import { Body, Controller, Get, Patch, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  CurrentPrincipal,
  IfMatchVersion,
  Part,
  UnitOfWork,
  VersionTag,
  type Principal,
} from '@huiyin/platform';
import { IsUUID, ValidateIf } from 'class-validator';
import { LocalisedTextDto } from '../localised-text.dto.js';
import { OrganisationProfile } from './organisation-profile.js';

export class ChangeOrganisationDto {
  @Part(() => LocalisedTextDto, { optional: true })
  name?: LocalisedTextDto;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'uuid' })
  @ValidateIf((_, value: unknown) => value !== undefined && value !== null)
  @IsUUID()
  dutyLeaderId?: string | null;
}

export class OrganisationDto {
  @ApiProperty({ type: LocalisedTextDto })
  name: LocalisedTextDto;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  dutyLeaderId: string | null;
  @ApiProperty()
  version: number;
}

@ApiTags('administration')
@UseInterceptors(VersionTag)
@Controller('admin/organisation')
@Allow('administrator')
export class OrganisationProfileController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly profile: OrganisationProfile,
  ) {}

  @Get()
  @ApiOkResponse({ type: OrganisationDto })
  async get(): Promise<OrganisationDto> {
    return this.profile.get();
  }

  @Patch()
  @ApiOkResponse({ type: OrganisationDto })
  async change(
    @CurrentPrincipal() { personId }: Principal,
    @IfMatchVersion() version: number,
    @Body() body: ChangeOrganisationDto,
  ): Promise<OrganisationDto> {
    await this.unitOfWork.run({ kind: 'person', personId }, (tx) => this.profile.change(tx, version, body));
    return this.get();
  }
}
