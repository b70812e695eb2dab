import { Refused } from '@huiyin/platform';
import sharp from 'sharp';
import { wordFile, zipFile } from '../../../test/support/zip-file.js';
import { fileKindOf } from './file-kind.js';

async function verdict(bytes: Buffer | string, fileName = 'name'): Promise<string> {
  try {
    return (await fileKindOf(Buffer.from(bytes), fileName)).mediaType;
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}

const pixel = sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } });
const PDF = '%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('fileKindOf', () => {
  it.each(['jpeg', 'png', 'webp', 'gif'] as const)('knows a picture by its content: %s', async (format) => {
    expect(await verdict(await pixel.clone().toFormat(format).toBuffer(), 'x.txt')).toBe(`image/${format}`);
  });

  it.each<[string, Buffer | string, string, string]>([
    ['a PDF', PDF, 'a.pdf', 'application/pdf'],
    ['a Word document', wordFile(), 'a.zip', WORD],
    ['text', '你好\tworld\r\n', 'a.txt', 'text/plain'],
    ['text with a byte order mark', '\ufeff你好', 'a.exe', 'text/plain'],
    ['a table', 'a,b\n1,2\n', 'a.CSV', 'text/csv'],
    ['text that compares', 'a < b, and <3', 'a.txt', 'text/plain'],
  ])('accepts %s', async (_, bytes, fileName, mediaType) => {
    expect(await verdict(bytes, fileName)).toBe(mediaType);
  });

  it.each<[string, Buffer | string]>([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['SVG with a declaration', '<?xml version="1.0"?><svg/>'],
    ['HTML', '\n  <!DOCTYPE html><script>alert(1)</script>'],
    ['HTML behind a byte order mark', '\ufeff<html>'],
    ['a script for a shell', '#!/bin/sh\nrm -rf /'],
    ['RTF', '{\\rtf1 hello}'],
    ['a saved web page', 'MIME-Version: 1.0\nContent-Type: multipart/related'],
    ['a program', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')],
    ['GB18030 text', Buffer.from([0xc4, 0xe3, 0xba, 0xc3])],
    ['text with a null byte', 'a\0b'],
    ['text with escape sequences', 'a\u001b[2Jb'],
    ['a PDF that does not begin at the first byte', `hello\n${PDF}`.replace('hello', '\0')],
    ['an archive that is no document', zipFile([{ name: 'a.txt', content: 'a' }])],
  ])('refuses %s', async (_, bytes) => {
    expect(await verdict(bytes)).toBe('attachment.type-not-allowed');
  });

  it.each<[string, Buffer]>([
    [
      'a PDF that is an archive, too',
      Buffer.concat([Buffer.from(PDF), zipFile([{ name: 'a', content: 'a' }]), Buffer.from('%%EOF')]),
    ],
    ['a document with something behind it', Buffer.concat([wordFile(), Buffer.from('<script>')])],
    ['a document cut short', wordFile().subarray(0, 100)],
    ['a document with a way out of its folder', wordFile([{ name: 'word/../../evil', content: 'a' }])],
    ['a document with a part twice', wordFile([{ name: 'word/document.xml', content: 'b' }])],
    ['a PDF without an end', Buffer.from('%PDF-1.7 hello')],
  ])('takes for damaged %s', async (_, bytes) => {
    expect(await verdict(bytes)).toBe('attachment.damaged');
  });

  it.each<[string, Buffer]>([
    ['a macro', wordFile([{ name: 'word/vbaProject.bin', content: 'x' }])],
    [
      'a macro type',
      wordFile([], '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
    ],
    ['a control', wordFile([{ name: 'word/activeX/activeX1.xml', content: 'x' }])],
    ['a program', wordFile([{ name: 'word/embeddings/run.exe', content: 'x' }])],
  ])('refuses a document with %s', async (_, bytes) => {
    expect(await verdict(bytes)).toBe('attachment.has-macros');
  });

  it('refuses documents that expand too far, by what they say', async () => {
    const zeros = Buffer.alloc(20_000_000);
    expect(await verdict(wordFile([{ name: 'word/a.xml', content: zeros }]))).toBe(
      'attachment.expands-too-far',
    );
    const boast = wordFile([{ name: 'word/a.xml', content: 'a', claimedBytes: 4_000_000_000 }]);
    expect(await verdict(boast)).toBe('attachment.expands-too-far');
  });

  it('does not expand a list of content types that says it is small', async () => {
    const bomb = zipFile([
      { name: '[Content_Types].xml', content: Buffer.alloc(50_000_000), claimedBytes: 100 },
      { name: 'word/document.xml', content: 'a' },
    ]);
    expect(await verdict(bomb)).toBe('attachment.damaged');
  });

  it('refuses nothing at all', async () => {
    expect(await verdict('')).toBe('attachment.empty');
  });

  it('survives arbitrary bytes behind the beginning of an archive', async () => {
    for (let length = 4; length < 120; length++) {
      const bytes = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(length, length)]);
      expect(await verdict(bytes)).toBe('attachment.damaged');
    }
  });
});
