const MAX_CODE_POINTS = 120;
const FALLBACK = 'file';

// Controls, formatting characters (with them the bidirectional overrides), lone surrogates, private use, and what
// some file systems do not take.
const REMOVED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}<>:"|?*]/gu;

/**
 * A name that is safe to show and to save: no path, no control or invisible characters, at most 120 code points, and
 * an extension that fits what the file is (`plan.exe` with text in it becomes `plan.exe.txt`).
 *
 * @param extensions that fit the content, without the dot; the first is added when the name has none of them
 */
export function safeFileName(given: string, extensions: readonly string[]): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const cleaned = last
    .replace(REMOVED, '')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '');
  const has = extensions.find((extension) => cleaned.toLowerCase().endsWith(`.${extension}`));
  const stem = has ? cleaned.slice(0, -has.length - 1) : cleaned;
  const extension = has ? cleaned.slice(-has.length) : (extensions[0] ?? '');
  const room = MAX_CODE_POINTS - [...extension].length - 1;
  const shortened = [...stem].slice(0, room).join('').trim();
  return `${shortened === '' ? FALLBACK : shortened}.${extension}`;
}

/** Value of `Content-Disposition` (RFC 6266): the full name for every browser of today, an ASCII one beside it. */
export function contentDisposition(kind: 'attachment' | 'inline', fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
