import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** The version of this checkout, as its package.json has it. */
export function programVersion(): string {
  const path = findPackageJSON('.', import.meta.url);
  const described: unknown = path === undefined ? null : JSON.parse(readFileSync(path, 'utf8'));
  return typeof described === 'object' && described !== null && 'version' in described
    ? String(described.version)
    : '';
}
