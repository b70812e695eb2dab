import { fileTypeFromBuffer } from 'file-type';
import { attachmentRefusals } from './attachment-refusals.js';
import { officeTypeOf } from './office-file.js';

/** What a file is by its content; the name and the type that a client claims count for nothing. */
export interface FileKind {
  readonly mediaType: string;
  /** Extensions that fit the content; the first is the usual one. */
  readonly extensions: readonly string[];
  /** Pictures are written anew, which leaves behind everything that is not picture. */
  readonly isImage: boolean;
}

const IMAGES: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
};

/** What browsers and office programs would run or render although it is text. */
const MARKUP =
  /^\s*<(!doctype|\?xml|html|svg|head|body|script|iframe|!--|math|style|link|meta|object|embed)/i;
const OTHER_TEXT_FORMATS = /^\s*(\{\\rtf|%!PS|#!|MIME-Version:|From:? )/i;
// C0 controls except tab, line feed, form feed and carriage return; delete; C1 controls.
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/;

/** Long texts are read in pieces, so that the same text is not in memory twice. */
const TEXT_SLICE_BYTES = 256 * 1024;

const ZIP_MAGIC = Buffer.from('PK\x03\x04', 'latin1');
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
/** An archive's end lies in the last 64 KiB and 22 bytes of a file. */
const ZIP_END_REACH = 65_557;

/** @throws Refused when the content is not of an accepted kind, or is of two kinds at once */
export async function fileKindOf(bytes: Buffer, fileName: string): Promise<FileKind> {
  if (bytes.length === 0) throw attachmentRefusals.refuse('attachment.empty');
  if (bytes.subarray(0, 4).equals(ZIP_MAGIC)) {
    const { mediaType, extension } = officeTypeOf(bytes);
    return { mediaType, extensions: [extension], isImage: false };
  }
  if (bytes.toString('latin1', 0, 5) === '%PDF-') return pdf(bytes);
  const mediaType = (await fileTypeFromBuffer(bytes))?.mime;
  const imageExtensions = mediaType === undefined ? undefined : IMAGES[mediaType];
  if (mediaType !== undefined && imageExtensions) {
    return { mediaType, extensions: imageExtensions, isImage: true };
  }
  if (mediaType !== undefined) throw attachmentRefusals.refuse('attachment.type-not-allowed');
  return text(bytes, fileName);
}

function pdf(bytes: Buffer): FileKind {
  if (!bytes.toString('latin1', Math.max(0, bytes.length - 2_048)).includes('%%EOF')) {
    throw attachmentRefusals.refuse('attachment.damaged');
  }
  if (bytes.subarray(Math.max(0, bytes.length - ZIP_END_REACH)).includes(ZIP_END)) {
    throw attachmentRefusals.refuse('attachment.damaged');
  }
  return { mediaType: 'application/pdf', extensions: ['pdf'], isImage: false };
}

function text(bytes: Buffer, fileName: string): FileKind {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += TEXT_SLICE_BYTES) {
      const slice = decoder.decode(bytes.subarray(at, at + TEXT_SLICE_BYTES), { stream: true });
      if (CONTROLS.test(slice) || (at === 0 && (MARKUP.test(slice) || OTHER_TEXT_FORMATS.test(slice)))) {
        throw attachmentRefusals.refuse('attachment.type-not-allowed');
      }
    }
    decoder.decode();
  } catch {
    throw attachmentRefusals.refuse('attachment.type-not-allowed');
  }
  return /\.csv$/i.test(fileName)
    ? { mediaType: 'text/csv', extensions: ['csv'], isImage: false }
    : { mediaType: 'text/plain', extensions: ['txt', 'log', 'md'], isImage: false };
}
