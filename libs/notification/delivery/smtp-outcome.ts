/**
 * What became of one attempt. `reply` is the SMTP code with its enhanced status, such as `550 5.1.1`, or the word for
 * a broken connection; never the server's sentence, which may repeat an address.
 */
export interface SmtpOutcome {
  readonly kind: 'accepted' | 'recipient-refused' | 'refused' | 'try-again';
  readonly reply: string;
}

interface SmtpFailure {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
}

/** The code and the enhanced status at the start of a server's reply. */
export function replyStatus(response: string): string {
  const match = /^(\d{3})(?:[ -]([245]\.\d{1,3}\.\d{1,3}))?/.exec(response);
  return match ? [match[1], match[2]].filter(Boolean).join(' ') : '';
}

/**
 * Only what the server says about this recipient or this message is final. Anything about us (sign-in, sender, a
 * greeting of refusal) is a fault of the installation: the mail waits until it is put right.
 */
export function outcomeOf(error: unknown): SmtpOutcome {
  const failure: SmtpFailure = typeof error === 'object' && error !== null ? error : {};
  const code = typeof failure.responseCode === 'number' ? failure.responseCode : 0;
  const command = typeof failure.command === 'string' ? failure.command : '';
  const status = typeof failure.response === 'string' ? replyStatus(failure.response) : '';
  const reply = status || (typeof failure.code === 'string' ? failure.code : 'ESEND');
  if (code >= 500 && code !== 503) {
    if (command === 'RCPT TO') return { kind: 'recipient-refused', reply };
    if (command === 'DATA') return { kind: 'refused', reply };
  }
  return { kind: 'try-again', reply };
}
