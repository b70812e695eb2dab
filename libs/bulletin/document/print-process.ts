/*
 * A program of its own: the fonts take some forty megabytes while they are read, which would stay with the api for good
 * (as pictures do, docs/adr/0005). It holds no secret, reads one order from its standard input and writes the PDF to
 * its standard output. It imports nothing of ours, because it also runs as it stands here, uncompiled.
 */
import PDFDocument from 'pdfkit';
import type { DocumentBlock, DocumentTable, PrintOrder } from './document-layout.js';

const MARGIN = 62;
const FOOT = 56;
const INK = '#1d2629';
const DIM = '#5c686c';
const LINE = '#c9d1d3';
const RED = '#b3261e';
const CELL_PADDING = 5;

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

function printHead(): void {
  page.font('bold').fontSize(11).fillColor(RED).text(order.organisation, { align: 'center' });
  page.moveDown(0.2).fontSize(22).text(order.word, { align: 'center', characterSpacing: 4 });
  page.moveDown(0.5);
  const y = page.y;
  page
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + width, y)
    .lineWidth(2.2)
    .strokeColor(RED)
    .stroke();
  page.y = y + 22;
  page.font('bold').fontSize(16).fillColor(INK).text(order.title, { align: 'center', lineGap: 3 });
  page.moveDown(0.4);
  page.font('regular').fontSize(9.5).fillColor(DIM).text(order.subtitle, { align: 'center' });
  page.moveDown(1.4);
}

function printRuns(block: Extract<DocumentBlock, { runs: unknown }>, x: number, size: number): void {
  const heading = block.kind === 'heading';
  page.fontSize(size).fillColor(block.kind === 'quote' ? DIM : INK);
  block.runs.forEach((run, index) => {
    const options = { width: MARGIN + width - x, lineGap: 3.5, continued: index < block.runs.length - 1 };
    page.font(run.isBold || heading ? 'bold' : 'regular');
    if (index === 0) page.text(run.text, x, page.y, options);
    else page.text(run.text, options);
  });
}

function rowHeight(table: DocumentTable, cells: readonly string[]): number {
  const heights = cells.map((cell, index) =>
    page.heightOfString(cell, { width: cellWidth(table, index), lineGap: 1.5 }),
  );
  return Math.max(...heights) + 2 * CELL_PADDING;
}

function cellWidth(table: DocumentTable, index: number): number {
  return width * (table.columns[index]?.share ?? 0) - 2 * CELL_PADDING;
}

function printRow(table: DocumentTable, cells: readonly string[], isHead: boolean): void {
  page.font(isHead ? 'bold' : 'regular').fontSize(9.5);
  const height = rowHeight(table, cells);
  const y = page.y;
  if (isHead) page.rect(MARGIN, y, width, height).fill('#f1f4f5');
  let x = MARGIN;
  cells.forEach((cell, index) => {
    const align = table.columns[index]?.isNumber ? 'right' : 'left';
    page.fillColor(INK).text(cell, x + CELL_PADDING, y + CELL_PADDING, {
      width: cellWidth(table, index),
      lineGap: 1.5,
      align,
    });
    x += width * (table.columns[index]?.share ?? 0);
  });
  page
    .moveTo(MARGIN, y + height)
    .lineTo(MARGIN + width, y + height)
    .lineWidth(0.6)
    .strokeColor(LINE)
    .stroke();
  page.y = y + height;
}

function printTable(table: DocumentTable): void {
  const titles = table.columns.map((column) => column.title);
  need(70);
  printRow(table, titles, true);
  for (const cells of table.rows) {
    page.font('regular').fontSize(9.5);
    if (page.y + rowHeight(table, cells) > bottom()) {
      page.addPage();
      printRow(table, titles, true);
    }
    printRow(table, cells, false);
  }
  page.y += 12;
}

function printBlock(block: DocumentBlock): void {
  switch (block.kind) {
    case 'table':
      return printTable(block);
    case 'small':
      page
        .font('regular')
        .fontSize(8.5)
        .fillColor(DIM)
        .text(block.text, MARGIN, page.y, { width, lineGap: 2 });
      page.moveDown(0.8);
      return;
    case 'item':
      need(30);
      page.font('regular').fontSize(11).fillColor(INK);
      const y = page.y;
      page.text(block.marker, MARGIN + 6, y, { width: 24, lineGap: 3.5 });
      page.y = y;
      printRuns(block, MARGIN + 30, 11);
      page.moveDown(0.35);
      return;
    case 'heading':
      need(60);
      page.moveDown(0.5);
      printRuns(block, MARGIN, 12.5);
      page.moveDown(0.4);
      return;
    case 'quote':
    case 'paragraph':
      need(30);
      printRuns(block, block.kind === 'quote' ? MARGIN + 18 : MARGIN, 11);
      page.moveDown(0.7);
  }
}

function printFeet(): void {
  const { start, count } = page.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    page.switchToPage(index);
    // Below the bottom margin a text would start another page.
    page.page.margins.bottom = 0;
    const y = page.page.height - FOOT;
    const number = order.pageNumber.replace('{page}', String(index + 1)).replace('{pages}', String(count));
    page
      .moveTo(MARGIN, y - 8)
      .lineTo(MARGIN + width, y - 8)
      .lineWidth(0.6)
      .strokeColor(LINE)
      .stroke();
    page.font('regular').fontSize(8.5).fillColor(DIM);
    page.text(order.foot, MARGIN, y, { width: width * 0.7, height: 24, ellipsis: true });
    page.text(number, MARGIN + width * 0.7, y, { width: width * 0.3, align: 'right', lineBreak: false });
  }
}

printHead();
for (const block of order.blocks) printBlock(block);
printFeet();
page.end();
