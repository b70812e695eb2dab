import { inflateSync } from 'node:zlib';

/** What stands on each page of a PDF made with embedded subset fonts, as a reader who copies it would get it. */
export interface PdfText {
  readonly pages: readonly string[];
  readonly language: string | null;
}

interface Objects {
  readonly dictionaryOf: (id: number) => string;
  readonly streamOf: (id: number) => string;
  readonly ids: readonly number[];
}

function objectsOf(pdf: Buffer): Objects {
  const source = pdf.toString('latin1');
  const found = new Map<number, { dictionary: string; stream: string }>();
  for (const match of source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', content = ''] = match;
    const at = content.indexOf('\nstream\n');
    const dictionary = at < 0 ? content : content.slice(0, at);
    const raw = at < 0 ? '' : content.slice(at + 8, content.lastIndexOf('\nendstream'));
    const isPacked = dictionary.includes('/FlateDecode');
    // Font programs are binary and of no interest here.
    const isText = at >= 0 && !dictionary.includes('/CIDFontType0C') && !dictionary.includes('/Length1');
    const stream = !isText ? '' : isPacked ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw;
    found.set(Number(id), { dictionary, stream });
  }
  return {
    ids: [...found.keys()],
    dictionaryOf: (id) => found.get(id)?.dictionary ?? '',
    streamOf: (id) => found.get(id)?.stream ?? '',
  };
}

function utf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

/** Glyph number → characters, from a ToUnicode map. */
function charactersOf(map: string): Map<number, string> {
  const characters = new Map<number, string>();
  for (const [, range = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', , list = ''] of range.matchAll(/<(\w+)>\s*<(\w+)>\s*\[([^\]]*)\]/g)) {
      [...list.matchAll(/<([\w\s]+)>/g)].forEach(([, hex = ''], index) => {
        characters.set(parseInt(from, 16) + index, utf16(hex.replace(/\s/g, '')));
      });
    }
  }
  return characters;
}

function reference(dictionary: string, name: string): number {
  return Number(new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1] ?? 0);
}

/** A real reading: page by page through its content, each glyph through the map of the font in use. */
export function readPdf(pdf: Buffer): PdfText {
  const objects = objectsOf(pdf);
  const language = objects.ids
    .map((id) => /\/Lang \(([^)]*)\)/.exec(objects.dictionaryOf(id))?.[1])
    .find((found) => found !== undefined);
  const pages = objects.ids
    .filter((id) => /\/Type \/Page\n/.test(`${objects.dictionaryOf(id)}\n`))
    .map((id) => {
      const page = objects.dictionaryOf(id);
      const resources = objects.dictionaryOf(reference(page, 'Resources'));
      const fonts = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font = '']) => [
          name,
          charactersOf(objects.streamOf(reference(objects.dictionaryOf(Number(font)), 'ToUnicode'))),
        ]),
      );
      let inUse: Map<number, string> | undefined;
      let text = '';
      for (const [part, font, shown] of objects
        .streamOf(reference(page, 'Contents'))
        .matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|\bET\b/g)) {
        if (font) inUse = fonts.get(font);
        else if (shown !== undefined) {
          for (const [, hex = ''] of shown.matchAll(/<(\w+)>/g)) {
            for (const glyph of hex.match(/\w{4}/g) ?? [])
              text += inUse?.get(parseInt(glyph, 16)) ?? '\ufffd';
          }
        } else if (part === 'ET') text += '\n';
      }
      return text;
    });
  return { pages, language: language ?? null };
}
