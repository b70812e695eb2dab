import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { IsOptional, IsUUID, validateSync } from 'class-validator';
import { PlainText } from '@huiyin/platform';
import { ConfirmDto, RejectDto, ReopenDto, ReplyDto, WithdrawDto } from '../confirmation/confirmation.dto.js';
import type { AuthorMessageName, Command } from '../domain/ticket.js';
import { SubmitTicketDto } from '../intake/submit-ticket.dto.js';

export class AnonymousTicketDto extends SubmitTicketDto {
  @IsOptional()
  @IsUUID()
  ownDepartmentId?: string | null;
}

class RevealDto {
  @PlainText({ min: 1, max: 40 })
  employeeNumber: string;
}

/** What an author's message does; the limits are those of a named author, because they are the same classes. */
type Reader<Name extends AuthorMessageName> = (
  fields: unknown,
) => Extract<Command, { readonly name: Name }> | null;

const MESSAGES: { readonly [Name in AuthorMessageName]: Reader<Name> } = {
  reply: (fields) => {
    const read = valid(ReplyDto, fields);
    return read && { name: 'reply', text: read.text };
  },
  confirm: (fields) => {
    const read = valid(ConfirmDto, fields);
    return read && { name: 'confirm', ratings: { ...read.ratings }, comment: read.comment };
  },
  reject: (fields) => {
    const read = valid(RejectDto, fields);
    return (
      read && { name: 'reject', verdict: read.verdict, reason: read.reason, ratings: { ...read.ratings } }
    );
  },
  withdraw: (fields) => {
    const read = valid(WithdrawDto, fields);
    return read && { name: 'withdraw', reason: read.reason };
  },
  reopen: (fields) => {
    const read = valid(ReopenDto, fields);
    return read && { name: 'reopen', reason: read.reason };
  },
  reveal: (fields) => {
    const read = valid(RevealDto, fields);
    return read && { name: 'reveal', employeeNumber: read.employeeNumber };
  },
};

export type AuthorMessage = Extract<Command, { readonly name: AuthorMessageName }>;

/** A released ticket, or null when a named author's could not be so either. */
export function readTicketPayload(payload: unknown): AnonymousTicketDto | null {
  return valid(AnonymousTicketDto, payload);
}

/** A released message, or null when it is none. */
export function readMessagePayload(payload: unknown): AuthorMessage | null {
  if (!isRecord(payload)) return null;
  const { command, ...fields } = payload;
  return isMessageName(command) ? MESSAGES[command](fields) : null;
}

function isMessageName(value: unknown): value is AuthorMessageName {
  return typeof value === 'string' && Object.hasOwn(MESSAGES, value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valid<Dto extends object>(type: ClassConstructor<Dto>, fields: unknown): Dto | null {
  if (!isRecord(fields)) return null;
  const dto = plainToInstance(type, fields);
  const faults = validateSync(dto, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
  });
  return faults.length === 0 ? dto : null;
}
