import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { JournalFolderFault, openJournalFolder } from './journal-folder.js';

describe('the folder of the journal', () => {
  const made: string[] = [];
  const folderIn = (place: string): string => {
    mkdirSync(place, { recursive: true });
    const folder = mkdtempSync(join(place, 'huiyin-journal-'));
    made.push(folder);
    return join(folder, 'journal');
  };
  const onDisk = (): string => folderIn(resolve(import.meta.dirname, '../../../node_modules/.cache'));
  const inMemory = (): string => folderIn('/dev/shm');
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true });
  });

  it('lies in memory where anybody real writes, and nowhere else', () => {
    expect(() => openJournalFolder(onDisk(), true)).toThrow(JournalFolderFault);
    expect(() => openJournalFolder(onDisk(), true)).toThrow('lies on a disk, which keeps what is deleted');
    expect(openJournalFolder(inMemory(), true)).toBeGreaterThan(0);
    expect(openJournalFolder(onDisk(), false)).toBeGreaterThan(0);
  });

  it('belongs to its user alone', () => {
    const folder = inMemory();
    openJournalFolder(folder, true);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const mode of [0o750, 0o701, 0o777]) {
      chmodSync(folder, mode);
      expect(() => openJournalFolder(folder, true)).toThrow('must belong to this user alone');
    }
  });
});
