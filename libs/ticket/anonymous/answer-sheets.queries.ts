import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { UnitOfWork } from '@huiyin/platform';

export class AnswerSheetDto {
  @ApiProperty({
    example: '2026-03-02',
    description: 'A date in China; with the time where there are many a day.',
  })
  edition: string;
  @ApiProperty({ description: 'A multiple of 262,144, which is all that its size tells.' }) bytes: number;
  @ApiProperty({ description: 'SHA-256, hexadecimal.' }) sha256: string;
}

/** Editions that can be had; whoever comes once a week misses none, and the newest says everything anyway. */
export const KEPT_EDITIONS = 8;

/** The sealed answers to anonymous authors. Everybody gets the same bytes. */
@Injectable()
export class AnswerSheets {
  /** Editions never change, and at the start of a shift everybody wants the newest. */
  private held: { readonly edition: string; readonly content: Buffer } | null = null;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Newest first. */
  async list(): Promise<AnswerSheetDto[]> {
    return this.unitOfWork.read<AnswerSheetDto>(
      `SELECT edition, length(content) AS bytes, encode(sha256, 'hex') AS sha256
         FROM answer_sheet ORDER BY edition DESC LIMIT $1`,
      [KEPT_EDITIONS],
    );
  }

  async content(edition: string): Promise<Buffer | null> {
    if (this.held?.edition === edition) return this.held.content;
    const [row] = await this.unitOfWork.read<{ content: Buffer }>(
      `SELECT content FROM answer_sheet WHERE edition = $1`,
      [edition],
    );
    if (!row) return null;
    this.held = { edition, content: row.content };
    return row.content;
  }
}
