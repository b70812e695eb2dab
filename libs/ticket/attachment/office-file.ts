import { attachmentRefusals } from './attachment-refusals.js';
import { expandEntry, zipEntries, type ZipEntry } from './zip-directory.js';

const MAX_ENTRIES = 5_000;
const MAX_EXPANDED_BYTES = 200 * 1024 * 1024;
/** XML packs well, hardly ever better than this; small files may. */
const MAX_RATIO = 150;
const RATIO_MATTERS_FROM_BYTES = 5 * 1024 * 1024;
const CONTENT_TYPES = '[Content_Types].xml';
const MAX_CONTENT_TYPES_BYTES = 1024 * 1024;

const OFFICE = 'application/vnd.openxmlformats-officedocument';

export const OFFICE_TYPES = [
  { main: 'word/document.xml', mediaType: `${OFFICE}.wordprocessingml.document`, extension: 'docx' },
  { main: 'xl/workbook.xml', mediaType: `${OFFICE}.spreadsheetml.sheet`, extension: 'xlsx' },
  { main: 'ppt/presentation.xml', mediaType: `${OFFICE}.presentationml.presentation`, extension: 'pptx' },
] as const;

export type OfficeType = (typeof OFFICE_TYPES)[number];

/** Parts that carry programs, whatever the file calls itself. */
const PROGRAMS = /(^|\/)vba|\/activeX\/|\/macrosheets\/|\.(exe|dll|js|vbs|bat|cmd|ps1|jar|hta|lnk)$/i;

/**
 * Which office document an archive is; looks at its directory and expands nothing but the list of content types.
 * @throws Refused when it is something else, carries programs, is damaged or expands too far
 */
export function officeTypeOf(bytes: Buffer): OfficeType {
  const entries = zipEntries(bytes);
  if (
    !entries ||
    !entries.every(isSound) ||
    new Set(entries.map((entry) => entry.name)).size < entries.length
  ) {
    throw attachmentRefusals.refuse('attachment.damaged');
  }
  refuseBomb(bytes, entries);
  const type = OFFICE_TYPES.find(({ main }) => entries.some((entry) => entry.name === main));
  const list = entries.find((entry) => entry.name === CONTENT_TYPES);
  if (!type || !list) throw attachmentRefusals.refuse('attachment.type-not-allowed');
  const contentTypes = expandEntry(bytes, list, MAX_CONTENT_TYPES_BYTES)?.toString('utf8');
  if (contentTypes === undefined) throw attachmentRefusals.refuse('attachment.damaged');
  if (
    /macroEnabled|vbaProject|activeX/i.test(contentTypes) ||
    entries.some(({ name }) => PROGRAMS.test(name))
  ) {
    throw attachmentRefusals.refuse('attachment.has-macros');
  }
  return type;
}

function isSound(entry: ZipEntry): boolean {
  return (
    !entry.isEncrypted &&
    (entry.method === 0 || entry.method === 8) &&
    !entry.name.startsWith('/') &&
    !/(^|[/\\])\.\.([/\\]|$)|\0/.test(entry.name)
  );
}

function refuseBomb(bytes: Buffer, entries: readonly ZipEntry[]): void {
  const sum = (of: (entry: ZipEntry) => number): number =>
    entries.reduce((total, entry) => total + of(entry), 0);
  // Entries that share the same packed bytes are how small archives hold endless content.
  if (sum((entry) => entry.compressedBytes) > bytes.length)
    throw attachmentRefusals.refuse('attachment.damaged');
  const expanded = sum((entry) => entry.expandedBytes);
  const isBomb =
    entries.length > MAX_ENTRIES ||
    expanded > MAX_EXPANDED_BYTES ||
    (expanded > RATIO_MATTERS_FROM_BYTES && expanded / bytes.length > MAX_RATIO);
  if (isBomb) throw attachmentRefusals.refuse('attachment.expands-too-far');
}
