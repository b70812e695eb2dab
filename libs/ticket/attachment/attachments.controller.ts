import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import {
  AcceptsUpload,
  Allow,
  CurrentPrincipal,
  IdempotencyKey,
  type Principal,
  takeUpload,
  uuidOf,
} from '@huiyin/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MAX_UPLOAD_BYTES } from './attachment-refusals.js';
import { AttachmentStore } from './attachment-store.js';
import { AttachmentDto, DownloadQueryDto } from './attachment.dto.js';
import { Attachments } from './attachments.queries.js';
import { contentDisposition } from './file-name.js';
import { UploadAttachment } from './upload-attachment.use-case.js';

@ApiTags('attachments')
@Controller('attachments')
@Allow('employee')
export class AttachmentsController {
  constructor(
    private readonly uploads: UploadAttachment,
    private readonly attachments: Attachments,
    private readonly store: AttachmentStore,
  ) {}

  @Post()
  @AcceptsUpload()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary', description: 'At most 10 MiB.' } },
    },
  })
  @ApiCreatedResponse({ type: AttachmentDto })
  async upload(
    @CurrentPrincipal() principal: Principal,
    @IdempotencyKey() key: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AttachmentDto> {
    return takeUpload(request, MAX_UPLOAD_BYTES, async (upload) => {
      try {
        return await this.uploads.upload(principal.personId, key, upload);
      } catch (error) {
        // What the client may still be sending is not worth reading.
        if (upload.content.truncated) void reply.header('connection', 'close');
        throw error;
      }
    });
  }

  @Get(':id')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async download(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Query() query: DownloadQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const attachment = await this.attachments.find(principal.personId, uuidOf(id));
    const { mediaType } = attachment;
    const showable = mediaType.startsWith('image/') || mediaType === 'application/pdf';
    void reply
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .header('content-security-policy', "default-src 'none'; sandbox");
    return new StreamableFile(this.store.open(attachment.id), {
      type: mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
      disposition: contentDisposition(
        query.inline === '1' && showable ? 'inline' : 'attachment',
        attachment.fileName,
      ),
      length: attachment.sizeBytes,
    });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async delete(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    await this.attachments.delete(principal.personId, uuidOf(id));
  }
}
