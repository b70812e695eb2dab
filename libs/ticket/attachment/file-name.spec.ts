import { contentDisposition, safeFileName } from './file-name.js';

describe('safeFileName', () => {
  it.each([
    ['排班表.pdf', ['pdf'], '排班表.pdf'],
    ['C:\\Users\\me\\plan.PDF', ['pdf'], 'plan.PDF'],
    ['../../etc/passwd', ['txt'], 'passwd.txt'],
    ['evil.exe', ['txt'], 'evil.exe.txt'],
    ['a\u0000b\r\nc.txt', ['txt'], 'abc.txt'],
    ['invoice\u202efdp.exe', ['pdf'], 'invoicefdp.exe.pdf'],
    ['e\u0301te\u0301.txt', ['txt'], 'été.txt'],
    ['.txt', ['txt'], 'txt.txt'],
    ['', ['png'], 'file.png'],
    ['....', ['png'], 'file.png'],
    ['half \ud83d pair.png', ['png'], 'half � pair.png'],
    ['"quoted": <a|b>?*.png', ['png'], 'quoted ab.png'],
    ['photo.jpeg', ['jpg', 'jpeg'], 'photo.jpeg'],
  ])('%j of %j is %j', (given, extensions, expected) => {
    expect(safeFileName(given, extensions)).toBe(expected);
  });

  it('has at most 120 code points and keeps the extension', () => {
    const name = safeFileName(`${'😀'.repeat(300)}.docx`, ['docx']);
    expect([...name]).toHaveLength(120);
    expect(name.endsWith('.docx')).toBe(true);
  });
});

describe('contentDisposition', () => {
  it('carries any name without letting it out of its place', () => {
    expect(contentDisposition('attachment', '排班 "a"; filename=evil\\.pdf')).toBe(
      'attachment; filename="__ _a_; filename=evil_.pdf"; ' +
        "filename*=UTF-8''%E6%8E%92%E7%8F%AD%20%22a%22%3B%20filename%3Devil%5C.pdf",
    );
    expect(contentDisposition('inline', "it's (1)*.png")).toContain("UTF-8''it%27s%20%281%29%2A.png");
  });
});
