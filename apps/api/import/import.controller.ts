import { Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  AcceptsUpload,
  Allow,
  CurrentPrincipal,
  defineRefusals,
  uploadedBytes,
  type Json,
  type Principal,
} from '@huiyin/platform';
import type { FastifyRequest } from 'fastify';
import { ImportQueryDto, ImportReportDto } from './import-report.dto.js';
import { ImportOrganisation } from './organisation-import.use-case.js';

const MAX_FILE_BYTES = 5 * 1024 * 1024;

const importRefusals = defineRefusals({
  'import.rejected': { status: 422, title: 'The file has errors; nothing was written.' },
});

@ApiTags('administration')
@Controller('admin/import')
@Allow('administrator')
export class ImportController {
  constructor(private readonly importOrganisation: ImportOrganisation) {}

  /** People or departments from a CSV file: all rows, or with any error none (422 with the same report). */
  @Post()
  @HttpCode(200)
  @AcceptsUpload()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiOkResponse({ type: ImportReportDto })
  async run(
    @CurrentPrincipal() { personId }: Principal,
    @Query() { kind, dryRun }: ImportQueryDto,
    @Req() request: FastifyRequest,
  ): Promise<ImportReportDto> {
    const bytes = await uploadedBytes(request, MAX_FILE_BYTES);
    const actor = { kind: 'person', personId } as const;
    const { report } = await this.importOrganisation.run({ kind, dryRun, bytes, actor });
    if (!dryRun && report.errorCount > 0) {
      throw importRefusals.refuse('import.rejected', { ...(report as unknown as Record<string, Json>) });
    }
    return report;
  }
}
