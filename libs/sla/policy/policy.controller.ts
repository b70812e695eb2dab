import { Controller, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentPrincipal, UnitOfWork, type Principal } from '@huiyin/platform';
import { PolicyDirectory } from './policy-directory.js';
import { numberDifferences, textDifferences } from './policy-differences.js';
import { policyRefusals } from './policy-refusals.js';
import { PolicyRegister } from './policy-register.js';
import { PolicyShelf } from './policy-shelf.js';
import { LanguageDto, PolicyDifferencesDto, PolicyDocumentDto, PolicyVersionDto } from './policy.dto.js';
import { VersionParam } from './version-param.js';

/** The policy as every employee reads it. */
@ApiTags('policy')
@Controller('policy')
export class PolicyController {
  constructor(
    private readonly shelf: PolicyShelf,
    private readonly directory: PolicyDirectory,
    private readonly register: PolicyRegister,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get()
  @Allow('employee')
  @ApiOkResponse({ type: PolicyDocumentDto, description: 'The version in force.' })
  async inForce(
    @CurrentPrincipal() reader: Principal,
    @Query() { language }: LanguageDto,
  ): Promise<PolicyDocumentDto> {
    return this.shelf.document(reader, null, language ?? reader.locale);
  }

  @Get('versions')
  @Allow('employee')
  @ApiOkResponse({ type: [PolicyVersionDto], description: 'Newest first.' })
  async versions(@CurrentPrincipal() reader: Principal): Promise<PolicyVersionDto[]> {
    return this.shelf.versions(reader);
  }

  @Get('versions/:version')
  @Allow('employee')
  @ApiOkResponse({ type: PolicyDocumentDto })
  async version(
    @CurrentPrincipal() reader: Principal,
    @VersionParam() version: number,
    @Query() { language }: LanguageDto,
  ): Promise<PolicyDocumentDto> {
    return this.shelf.document(reader, version, language ?? reader.locale);
  }

  /** What differs from the version before it; cancelled ones never held and do not count. */
  @Get('versions/:version/differences')
  @Allow('employee')
  @ApiOkResponse({ type: PolicyDifferencesDto })
  async differences(
    @CurrentPrincipal() reader: Principal,
    @VersionParam() version: number,
    @Query() { language = reader.locale }: LanguageDto,
  ): Promise<PolicyDifferencesDto> {
    const versions = await this.shelf.versions(reader);
    if (!versions.some((one) => one.version === version)) throw policyRefusals.refuse('policy.not-found');
    const earlier = versions.find((one) => one.version < version && one.state !== 'cancelled');
    if (!earlier) return { numbers: [], text: [] };
    const facts = async (of: number) => this.shelf.facts((await this.directory.version(of)).numbers);
    return {
      numbers: numberDifferences(language, await facts(earlier.version), await facts(version)),
      text: textDifferences(
        language,
        await this.shelf.rendered(earlier.version, language),
        await this.shelf.rendered(version, language),
      ),
    };
  }

  /** "I have read it"; again is no change. */
  @Put('versions/:version/reading')
  @Allow('employee')
  @HttpCode(204)
  @ApiNoContentResponse()
  async read(@CurrentPrincipal() { personId }: Principal, @VersionParam() version: number): Promise<void> {
    await this.unitOfWork.run({ kind: 'person', personId }, (tx) =>
      this.register.noteReading(tx, version, personId),
    );
  }
}
