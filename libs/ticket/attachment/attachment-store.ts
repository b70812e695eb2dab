import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '@huiyin/platform';

/** Where the content of attachments is kept. Deleting the attachment's row deletes its content. */
export abstract class AttachmentStore {
  /** Keeps the content in the caller's transaction. */
  abstract save(tx: Tx, attachmentId: string, content: Buffer): Promise<void>;
  /** The content, read piece by piece as fast as it is taken. */
  abstract open(attachmentId: string): Readable;
}

const CHUNK_BYTES = 256 * 1024;

/**
 * Content in rows of 256 KiB beside the attachment: they are saved, backed up and replicated together with it. Large
 * objects would need a clean-up of their own and are not covered by the rights on tables.
 */
@Injectable()
export class DatabaseAttachmentStore extends AttachmentStore {
  constructor(private readonly unitOfWork: UnitOfWork) {
    super();
  }

  async save(tx: Tx, attachmentId: string, content: Buffer): Promise<void> {
    for (let number = 0; number * CHUNK_BYTES < content.length; number++) {
      await tx.execute(`INSERT INTO attachment_chunk (attachment_id, number, bytes) VALUES ($1, $2, $3)`, [
        attachmentId,
        number,
        content.subarray(number * CHUNK_BYTES, (number + 1) * CHUNK_BYTES),
      ]);
    }
  }

  open(attachmentId: string): Readable {
    return Readable.from(this.chunks(attachmentId), { objectMode: false, highWaterMark: CHUNK_BYTES });
  }

  private async *chunks(attachmentId: string): AsyncGenerator<Buffer> {
    for (let number = 0; ; number++) {
      const [row] = await this.unitOfWork.read<{ bytes: Buffer }>(
        `SELECT bytes FROM attachment_chunk WHERE attachment_id = $1 AND number = $2`,
        [attachmentId, number],
      );
      if (!row) return;
      yield row.bytes;
    }
  }
}
