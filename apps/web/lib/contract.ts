import type { components } from './api-types.js';

/** The shapes of the HTTP interface, under the names that the screens use. */
type Schemas = components['schemas'];

export const LOCALES = ['zh-CN', 'en', 'ru'] as const satisfies readonly Schemas['Locale'][];
export type Locale = Schemas['Locale'];
export type LocalisedText = Partial<Schemas['LocalisedTextDto']>;
export type LocalisedList = Partial<Schemas['LocalisedExamplesDto']>;

export const ROLES = [
  'leader',
  'administrator',
  'quality-reviewer',
  'survey-owner',
] as const satisfies readonly Schemas['Role'][];
export type Role = Schemas['Role'];

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export type Meta = Schemas['MetaDto'];
export type Me = Schemas['MeDto'];
export type DemoPerson = Schemas['DemoPersonDto'];
export type PersonName = Schemas['PersonNameDto'];
export type Site = Schemas['SiteDto'];
export type Department = Schemas['DepartmentDto'];
export type Scope = Schemas['ScopeDto'];
export type ScopeText = Schemas['PublishScopeDto'];
export type AnswerTime = Schemas['AnswerTimeDto'];
export type ServiceLevel = Schemas['ServiceLevelDto'];

export type TicketSummary = Schemas['TicketSummaryDto'];
export type Ticket = Schemas['TicketDto'];
export type TicketCounts = Schemas['TicketCountsDto'];
export type ClockFact = Schemas['TicketClockDto'];
/** How one deadline came about. */
export type DeadlineAccount = Schemas['DeadlineDto'];
export type ChainReport = Schemas['TicketChainDto'];
export type Ratings = Schemas['RatingsDto'];
export type Submission = Schemas['SubmitTicketDto'];
export type Submitted = Schemas['SubmittedTicketDto'];
export type BoardItem = Schemas['BoardItemDto'];
export type Leg = ServiceLevel['leg'];

/** What an event says besides depends on its type. */
export type TimelineEntry = Omit<Schemas['TimelineEntryDto'], 'data'> & { data: Record<string, unknown> };

export const KINDS = [
  'problem',
  'question',
  'suggestion',
  'praise',
] as const satisfies readonly Ticket['kind'][];
export type Kind = Ticket['kind'];

export type Attachment = Schemas['TicketAttachmentDto'];

export type Command =
  | 'reply'
  | 'confirm'
  | 'reject'
  | 'withdraw'
  | 'reopen'
  | 'reveal'
  | 'acknowledge'
  | 'accept-transfer'
  | 'transfer'
  | 'ask-author'
  | 'note'
  | 'answer'
  | 'amend-answer'
  | 'propose-refusal'
  | 'approve-refusal'
  | 'decline-refusal'
  | 'request-extension'
  | 'decide-extension'
  | 'mark-complex'
  | 'mark-ordinary'
  | 'merge'
  | 'unmerge'
  | 'publish'
  | 'unpublish'
  | 'redo'
  | 'close-unresolved'
  | 'propose-abuse'
  | 'approve-abuse'
  | 'decline-abuse'
  | 'remove';

export type AdminPerson = Schemas['PersonDto'];
export type PersonFacts = Schemas['RegisterPersonDto'];
export type Organisation = Schemas['OrganisationDto'];
export type AdminMail = Schemas['MailDto'];
export type MailSummary = Schemas['MailSummaryDto'];
export type DemoMailSummary = Schemas['DemoMailSummary'];
export type DemoMail = Schemas['DemoMail'];

export type ImportReport = Schemas['ImportReportDto'];
