/*
 * A program of its own: the fonts take some forty megabytes while they are read, which would stay with the api for good
 * (as pictures do, docs/adr/0005). It holds no secret, reads one order from its standard input and writes the PDF to
 * its standard output. It imports nothing of ours, because it also runs as it stands here, uncompiled.
 */
import PDFDocument from 'pdfkit';
import type { DocumentBlock, DocumentTable, PrintOrder } from './document-layout.js';

const MARGIN = 62;
const FOOT = 56;
const HEAD = 34;
const INK = '#1d2629';
const DIM = '#5c686c';
const LINE = '#c9d1d3';
const RED = '#b3261e';
const CELL_PADDING = 5;
const CELL_SIZE = 9.5;
/** The font leaves more room below its letters than above them. */
const CELL_SINK = 2;
/** A table that is no higher than this stays on one page. */
const WHOLE_TABLE = 220;
const HAN = /\p{Script=Han}/u;

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer);
const order = JSON.parse(Buffer.concat(input).toString('utf8')) as PrintOrder;

const page = new PDFDocument({
  size: 'A4',
  margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: FOOT + 24 },
  bufferPages: true,
  lang: order.locale,
  displayTitle: true,
  info: { Title: order.title, Author: order.organisation },
});
const width = page.page.width - 2 * MARGIN;
page.registerFont('regular', order.fonts.regular);
page.registerFont('bold', order.fonts.bold);
page.pipe(process.stdout);

function bottom(): number {
  return page.page.height - FOOT - 24;
}

/** Starts a new page unless so much still fits on this one. */
function need(height: number): void {
  if (page.y + height > bottom()) page.addPage();
}

/** Quotation marks are as wide as a Chinese character unless the narrow ones are asked for. */
function letters(text: string): PDFKit.Mixins.TextOptions {
  return HAN.test(text) ? {} : { features: ['pwid'] };
}

function rule(y: number, colour: string, thickness: number): void {
  page
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + width, y)
    .lineWidth(thickness)
    .strokeColor(colour)
    .stroke();
}

function printHead(): void {
  const centred = (text: string): void => {
    page.text(text, { align: 'center', lineGap: 3, ...letters(text) });
  };
  page.font('bold').fontSize(11).fillColor(RED);
  centred(order.organisation);
  page.moveDown(0.2).fontSize(22).text(order.word, { align: 'center', characterSpacing: 4 });
  page.moveDown(0.5);
  const y = page.y;
  rule(y, RED, 2.2);
  page.y = y + 22;
  page.font('bold').fontSize(16).fillColor(INK);
  centred(order.title);
  page.moveDown(0.4);
  page.font('regular').fontSize(9.5).fillColor(DIM);
  centred(order.subtitle);
  if (order.state !== null) {
    page.moveDown(0.3).font('bold').fontSize(11).fillColor(RED);
    centred(order.state);
  }
  page.moveDown(1.4);
}

type Running = Extract<DocumentBlock, { runs: unknown }>;

function printRuns(block: Running, x: number, size: number): void {
  const heading = block.kind === 'heading';
  page.fontSize(size).fillColor(block.kind === 'quote' ? DIM : INK);
  const indent = isIndented(block) ? 2 * size : 0;
  block.runs.forEach((run, index) => {
    const continued = index < block.runs.length - 1;
    const options = { width: MARGIN + width - x, lineGap: 3.5, indent, continued, ...letters(run.text) };
    page.font(run.isBold || heading ? 'bold' : 'regular');
    if (index === 0) page.text(run.text, x, page.y, options);
    else page.text(run.text, options);
  });
}

/** Chinese paragraphs begin two characters further in; a salutation does not. */
function isIndented({ kind, runs }: Running): boolean {
  const text = runs.map((run) => run.text).join('');
  return kind === 'paragraph' && HAN.test(text) && !/[：:]\s*$/.test(text);
}

/** Where each cell stands; the last one of a row takes what its row leaves. */
function placesOf(
  table: DocumentTable,
  cells: readonly string[],
): { readonly x: number; readonly width: number }[] {
  let x = MARGIN;
  return cells.map((_, index) => {
    const shares = table.columns.slice(index, index === cells.length - 1 ? undefined : index + 1);
    const place = {
      x: x + CELL_PADDING,
      width: width * sumOf(shares.map(({ share }) => share)) - 2 * CELL_PADDING,
    };
    x += width * (table.columns[index]?.share ?? 0);
    return place;
  });
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function rowHeight(table: DocumentTable, cells: readonly string[]): number {
  page.fontSize(CELL_SIZE);
  const places = placesOf(table, cells);
  const heights = cells.map((cell, index) =>
    page.heightOfString(cell, { width: places[index]?.width ?? width, lineGap: 1.5, ...letters(cell) }),
  );
  return Math.max(...heights) + 2 * CELL_PADDING;
}

function printRow(table: DocumentTable, cells: readonly string[], weight: 'head' | 'row' | 'sum'): void {
  page.font(weight === 'row' ? 'regular' : 'bold');
  const height = rowHeight(table, cells);
  const y = page.y;
  if (weight === 'head') page.rect(MARGIN, y, width, height).fill('#f1f4f5');
  placesOf(table, cells).forEach((place, index) => {
    const cell = cells[index] ?? '';
    const align = table.columns[index]?.isNumber ? 'right' : 'left';
    page.fillColor(INK).text(cell, place.x, y + CELL_PADDING + CELL_SINK, {
      width: place.width,
      lineGap: 1.5,
      align,
      ...letters(cell),
    });
  });
  rule(y + height, LINE, 0.6);
  page.y = y + height;
}

function tableHeight(table: DocumentTable, rows: readonly (readonly string[])[]): number {
  const titles = table.columns.map((column) => column.title);
  return sumOf([titles, ...rows].map((cells) => rowHeight(table, cells)));
}

function printTable(table: DocumentTable): void {
  const titles = table.columns.map((column) => column.title);
  need(leastHeight(table));
  printRow(table, titles, 'head');
  table.rows.forEach((cells, index) => {
    page.font('regular');
    if (page.y + rowHeight(table, cells) > bottom()) {
      page.addPage();
      printRow(table, titles, 'head');
    }
    printRow(table, cells, index < table.rows.length - table.sums ? 'row' : 'sum');
  });
  page.y += 12;
}

/** So much of a block must fit below what goes before it. */
function leastHeight(block: DocumentBlock | undefined): number {
  if (block?.kind !== 'table') return 36;
  page.font('bold');
  const whole = tableHeight(block, block.rows);
  return whole <= WHOLE_TABLE ? whole : tableHeight(block, block.rows.slice(0, 2));
}

function printBlock(block: DocumentBlock, next: DocumentBlock | undefined): void {
  switch (block.kind) {
    case 'table':
      return printTable(block);
    case 'small':
      page
        .font('regular')
        .fontSize(8.5)
        .fillColor(DIM)
        .text(block.text, MARGIN, page.y, { width, lineGap: 2, ...letters(block.text) });
      page.moveDown(0.8);
      return;
    case 'signature':
      need(20 * block.lines.length + 16);
      page.moveDown(0.8).font('regular').fontSize(11).fillColor(INK);
      for (const line of block.lines)
        page.text(line, MARGIN, page.y, { width, align: 'right', lineGap: 3.5, ...letters(line) });
      page.moveDown(0.7);
      return;
    case 'item': {
      need(30);
      page.font('regular').fontSize(11).fillColor(INK);
      const y = page.y;
      page.text(block.marker, MARGIN + 6, y, { width: 24, lineGap: 3.5 });
      page.y = y;
      printRuns(block, MARGIN + 30, 11);
      page.moveDown(0.35);
      return;
    }
    case 'heading':
      need(34 + leastHeight(next));
      page.moveDown(0.5);
      printRuns(block, MARGIN, 12.5);
      page.moveDown(0.4);
      return;
    case 'quote': {
      const words = block.runs.map((run) => run.text).join('');
      const height = page.fontSize(11).heightOfString(words, { width: width - 18, lineGap: 3.5 });
      need(height);
      page.rect(MARGIN + 4, page.y, 2, height - 3.5).fill(LINE);
      printRuns(block, MARGIN + 18, 11);
      page.moveDown(0.7);
      return;
    }
    case 'paragraph':
      need(36);
      printRuns(block, MARGIN, 11);
      page.moveDown(0.7);
  }
}

/** What stands at the top and at the bottom of pages, once it is known how many there are. */
function printMargins(): void {
  const { start, count } = page.bufferedPageRange();
  const onOneLine = (text: string, x: number, y: number, of: number, align: 'left' | 'right'): void => {
    page.text(text, x, y, { width: of, height: 12, ellipsis: true, align, ...letters(text) });
  };
  for (let index = start; index < start + count; index++) {
    page.switchToPage(index);
    // Below the bottom margin a text would start another page.
    page.page.margins.bottom = 0;
    page.font('regular').fontSize(8.5).fillColor(DIM);
    const y = page.page.height - FOOT;
    const number = order.pageNumber.replace('{page}', String(index + 1)).replace('{pages}', String(count));
    onOneLine(order.foot, MARGIN, y, width * 0.7, 'left');
    onOneLine(number, MARGIN + width * 0.7, y, width * 0.3, 'right');
    if (index > start) {
      onOneLine(order.title, MARGIN, HEAD, width * 0.6, 'left');
      page.fillColor(order.state === null ? DIM : RED);
      onOneLine(order.state ?? order.organisation, MARGIN + width * 0.62, HEAD, width * 0.38, 'right');
      rule(HEAD + 14, LINE, 0.6);
    }
    rule(y - 8, LINE, 0.6);
  }
}

printHead();
order.blocks.forEach((block, index) => printBlock(block, order.blocks[index + 1]));
printMargins();
page.end();
