/** The bytes of a base64url text; null for what no encoder writes, so that one value has one spelling. */
export function bytesOf(text: unknown, length?: number): Buffer | null {
  if (typeof text !== 'string' || !/^[A-Za-z0-9_-]*$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  if (length !== undefined && bytes.length !== length) return null;
  return bytes.toString('base64url') === text ? bytes : null;
}
