import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  CurrentPrincipal,
  IdempotencyKey,
  IfMatchVersion,
  runOnce,
  UnitOfWork,
  UuidParam,
  VersionTag,
  type Principal,
} from '@huiyin/platform';
import { PolicyContentDto } from './policy-content.dto.js';
import { PolicyDirectory } from './policy-directory.js';
import { numberDifferences, textDifferences } from './policy-differences.js';
import { PolicyDrafts } from './policy-drafts.js';
import { PolicyPreview } from './policy-preview.js';
import { PolicyRegister, type PolicyContent } from './policy-register.js';
import { PolicyShelf } from './policy-shelf.js';
import {
  BeginPolicyDraftDto,
  CancelPolicyDto,
  LanguageDto,
  PolicyDifferencesDto,
  PolicyDraftContentDto,
  PolicyDraftDto,
  PolicyPreviewDto,
  PolicyRenderingDto,
  PolicyVersionDto,
  PublishPolicyDto,
} from './policy.dto.js';
import { VersionParam } from './version-param.js';

/** Administrators draft, leaders publish; both read. */
@ApiTags('policy')
@UseInterceptors(VersionTag)
@Controller('policy/drafts')
export class PolicyDraftsController {
  constructor(
    private readonly drafts: PolicyDrafts,
    private readonly register: PolicyRegister,
    private readonly preview: PolicyPreview,
    private readonly shelf: PolicyShelf,
    private readonly directory: PolicyDirectory,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get()
  @Allow('administrator', 'leader')
  @ApiOkResponse({ type: [PolicyDraftDto], description: 'Open drafts.' })
  async list(@CurrentPrincipal() reader: Principal): Promise<PolicyDraftDto[]> {
    return this.drafts.open(reader);
  }

  /** Begins a draft as a copy of what is in force, or of another version. */
  @Post()
  @Allow('administrator')
  @ApiCreatedResponse({ type: PolicyDraftContentDto })
  async begin(
    @CurrentPrincipal() author: Principal,
    @IdempotencyKey() key: string,
    @Body() { basedOn: wanted }: BeginPolicyDraftDto,
  ): Promise<PolicyDraftContentDto> {
    const { personId } = author;
    const { basedOn, content } = await this.drafts.beginning(wanted);
    const request = { route: 'begin-policy-draft', basedOn: wanted ?? null };
    const { id } = await runOnce(this.unitOfWork, { personId, key, request }, async (tx) => ({
      id: await this.register.add(tx, personId, basedOn, content),
    }));
    return this.drafts.one(id, author);
  }

  /** What a text would look like and what is wrong with it; keeps nothing. */
  @Post('rendering')
  @Allow('administrator')
  @HttpCode(200)
  @ApiOkResponse({ type: PolicyRenderingDto })
  async rendering(@Body() content: PolicyContentDto): Promise<PolicyRenderingDto> {
    return this.drafts.rendering(content);
  }

  @Get(':id')
  @Allow('administrator', 'leader')
  @ApiOkResponse({ type: PolicyDraftContentDto })
  async one(
    @CurrentPrincipal() reader: Principal,
    @UuidParam('id') id: string,
  ): Promise<PolicyDraftContentDto> {
    return this.drafts.one(id, reader);
  }

  @Put(':id')
  @Allow('administrator')
  @ApiOkResponse({ type: PolicyDraftContentDto })
  async change(
    @CurrentPrincipal() author: Principal,
    @UuidParam('id') id: string,
    @IfMatchVersion() version: number,
    @Body() body: PolicyContentDto,
  ): Promise<PolicyDraftContentDto> {
    const content = plain(body);
    await this.drafts.refuseFaults(content);
    const { personId } = author;
    await this.unitOfWork.run({ kind: 'person', personId }, (tx) =>
      this.register.change(tx, id, version, personId, content),
    );
    return this.drafts.one(id, author);
  }

  @Delete(':id')
  @Allow('administrator')
  @HttpCode(204)
  @ApiNoContentResponse()
  async discard(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('id') id: string,
    @IfMatchVersion() version: number,
  ): Promise<void> {
    await this.unitOfWork.run({ kind: 'person', personId }, (tx) => this.register.discard(tx, id, version));
  }

  /** The draft with its numbers filled in, and what is still missing. */
  @Get(':id/rendering')
  @Allow('administrator', 'leader')
  @ApiOkResponse({ type: PolicyRenderingDto })
  async rendered(
    @CurrentPrincipal() reader: Principal,
    @UuidParam('id') id: string,
  ): Promise<PolicyRenderingDto> {
    return this.drafts.rendering(await this.drafts.one(id, reader));
  }

  /** What differs from the version in force. */
  @Get(':id/differences')
  @Allow('administrator', 'leader')
  @ApiOkResponse({ type: PolicyDifferencesDto })
  async differences(
    @CurrentPrincipal() reader: Principal,
    @UuidParam('id') id: string,
    @Query() { language = reader.locale }: LanguageDto,
  ): Promise<PolicyDifferencesDto> {
    const draft = await this.drafts.one(id, reader);
    const { version, numbers } = await this.directory.at(this.unitOfWork.now());
    const [before, after] = [await this.shelf.facts(numbers), await this.shelf.facts(draft.numbers)];
    const rendering = await this.drafts.rendering(draft);
    return {
      numbers: numberDifferences(language, before, after),
      text: textDifferences(
        language,
        await this.shelf.rendered(version, language),
        rendering.texts[language],
      ),
    };
  }

  /** What open tickets would have under this draft. */
  @Get(':id/preview')
  @Allow('administrator', 'leader')
  @ApiOkResponse({ type: PolicyPreviewDto })
  async previewed(
    @CurrentPrincipal() reader: Principal,
    @UuidParam('id') id: string,
  ): Promise<PolicyPreviewDto> {
    const { numbers } = await this.drafts.one(id, reader);
    return this.preview.of(numbers, reader.personId);
  }

  /** Publishes the draft as the next version, effective from the start of a day to come. */
  @Post(':id/publication')
  @Allow('leader')
  @ApiCreatedResponse({ type: PolicyVersionDto })
  async publish(
    @CurrentPrincipal() leader: Principal,
    @UuidParam('id') id: string,
    @IdempotencyKey() key: string,
    @IfMatchVersion() expectedVersion: number,
    @Body() { effectiveOn }: PublishPolicyDto,
  ): Promise<PolicyVersionDto> {
    const { personId } = leader;
    const effectiveFrom = await this.drafts.effectiveFrom(effectiveOn);
    const check = await this.drafts.publicationCheck();
    const request = { route: 'publish-policy', id, expectedVersion, effectiveOn };
    const { version } = await runOnce(this.unitOfWork, { personId, key, request }, async (tx) => ({
      version: await this.register.publish(tx, { id, expectedVersion, personId, effectiveFrom }, check),
    }));
    this.directory.refresh();
    return this.shown(leader, version);
  }

  /** Takes a published version back before it takes effect. */
  @Post('cancellations/:version')
  @Allow('leader')
  @ApiCreatedResponse({ type: PolicyVersionDto })
  async cancel(
    @CurrentPrincipal() leader: Principal,
    @VersionParam() version: number,
    @IdempotencyKey() key: string,
    @Body() { reason }: CancelPolicyDto,
  ): Promise<PolicyVersionDto> {
    const { personId } = leader;
    const request = { route: 'cancel-policy', version, reason };
    await runOnce(this.unitOfWork, { personId, key, request }, async (tx) => {
      await this.register.cancel(tx, version, personId, reason);
      return { version };
    });
    this.directory.refresh();
    return this.shown(leader, version);
  }

  private async shown(reader: Principal, version: number): Promise<PolicyVersionDto> {
    const {
      markdown: _markdown,
      coming: _coming,
      ...shown
    } = await this.shelf.document(reader, version, reader.locale);
    return shown;
  }
}

/** The content without the classes that looked at it. */
function plain(content: PolicyContentDto): PolicyContent {
  return JSON.parse(JSON.stringify(content)) as PolicyContent;
}
