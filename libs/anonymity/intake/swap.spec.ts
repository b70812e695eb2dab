import { swapReaches } from './swap.js';

const HEAD = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n';
const DISK = '/dev/sda2                               partition\t8388604\t0\t-2\n';
const COMPRESSED = '/dev/zram0                              partition\t8388604\t0\t100\n';

describe('swap', () => {
  it.each([
    ['there is none', '', '', false],
    ['none is on', HEAD, 'max\n', false],
    ['it is a disk', HEAD + DISK, '', true],
    ['it is a disk, and nothing forbids it', HEAD + DISK, 'max\n', true],
    ['it is a disk, and this group may use a little', HEAD + DISK, '4096\n', true],
    ['it is a disk, and this group may not use it', HEAD + DISK, '0\n', false],
    ['it is compressed memory', HEAD + COMPRESSED, 'max\n', false],
    ['it is compressed memory, and then a disk', HEAD + COMPRESSED + DISK, 'max\n', true],
  ])('where %s', (_what, swaps, most, isInReach) => {
    expect(swapReaches(swaps, most)).toBe(isInReach);
  });
});
