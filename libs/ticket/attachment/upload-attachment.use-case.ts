import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Gate, type Json, newId, runOnce, type Tx, UnitOfWork, type Upload } from '@huiyin/platform';
import { attachmentRefusals, MAX_LOOSE_UPLOADS } from './attachment-refusals.js';
import { AttachmentStore } from './attachment-store.js';
import type { AttachmentDto } from './attachment.dto.js';
import { fileKindOf } from './file-kind.js';
import { safeFileName } from './file-name.js';
import { rewriteImage } from './rewrite-image.js';

/** Files of 10 MiB are looked at one after the other, to keep memory small; uploads still arriving wait on disk. */
const IN_MEMORY_AT_ONCE = 1;

interface CheckedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Takes a file in: what it is by its content, pictures without their metadata, nothing that could run. */
@Injectable()
export class UploadAttachment {
  private readonly gate = new Gate(IN_MEMORY_AT_ONCE);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: AttachmentStore,
  ) {}

  async upload(personId: string, idempotencyKey: string, upload: Upload): Promise<AttachmentDto> {
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-upload-'));
    try {
      const path = join(folder, 'content');
      const sha256 = await receive(upload, path);
      const request: Json = { upload: sha256, fileName: upload.fileName };
      return await this.gate.run(async () => {
        const file = await check(path, upload.fileName);
        const result = await runOnce(
          this.unitOfWork,
          { personId, key: idempotencyKey, request },
          async (tx): Promise<{ [key: string]: Json }> => ({ ...(await this.write(tx, personId, file)) }),
        );
        return result as unknown as AttachmentDto;
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async write(tx: Tx, personId: string, file: CheckedFile): Promise<AttachmentDto> {
    const loose = await tx.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM attachment WHERE uploader_person_id = $1 AND ticket_id IS NULL`,
      [personId],
    );
    if ((loose?.count ?? 0) >= MAX_LOOSE_UPLOADS) throw attachmentRefusals.refuse('attachment.too-many');
    const attachment: AttachmentDto = {
      id: newId(tx.now),
      fileName: file.fileName,
      mediaType: file.mediaType,
      sizeBytes: file.bytes.length,
    };
    await tx.execute(
      `INSERT INTO attachment (id, uploader_person_id, file_name, media_type, size_bytes, sha256, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        attachment.id,
        personId,
        attachment.fileName,
        attachment.mediaType,
        attachment.sizeBytes,
        createHash('sha256').update(file.bytes).digest(),
        tx.now,
      ],
    );
    await this.store.save(tx, attachment.id, file.bytes);
    return attachment;
  }
}

/** Writes the upload to a file and returns its SHA-256; stops reading at once when it is too long. */
async function receive({ content }: Upload, path: string): Promise<string> {
  const hash = createHash('sha256');
  const tooLong = new AbortController();
  content.once('limit', () => tooLong.abort());
  const hashed = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
  try {
    await pipeline(content, hashed, createWriteStream(path, { mode: 0o600 }), { signal: tooLong.signal });
  } catch (error) {
    if (!tooLong.signal.aborted) throw error;
  }
  if (tooLong.signal.aborted || content.truncated) throw attachmentRefusals.refuse('attachment.too-large');
  return hash.digest('hex');
}

async function check(path: string, claimedName: string): Promise<CheckedFile> {
  const bytes = await readFile(path);
  const kind = await fileKindOf(bytes, claimedName);
  const file = { fileName: safeFileName(claimedName, kind.extensions), mediaType: kind.mediaType };
  if (!kind.isImage) return { ...file, bytes };
  const rewritten = `${path}-rewritten`;
  await rewriteImage(path, rewritten, kind.mediaType);
  return { ...file, bytes: await readFile(rewritten) };
}
