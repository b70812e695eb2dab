/** What is typed and chosen in the form of a command, kept on this device until it is sent. */
export interface CommandDraft {
  text: string;
  reason: string;
  departmentId: string;
  intoTicketId: string;
  visibility: '' | 'public' | 'private';
  publicationReason: '' | 'representative' | 'concerns-many';
  namesChecked: boolean;
  summary: string;
  /** 0 while nothing is chosen. */
  workingMinutes: number;
  extensionVerdict: '' | 'give' | 'decline';
}

export const EMPTY_COMMAND: CommandDraft = {
  text: '',
  reason: '',
  departmentId: '',
  intoTicketId: '',
  visibility: '',
  publicationReason: '',
  namesChecked: false,
  summary: '',
  workingMinutes: 0,
  extensionVerdict: '',
};
