/** What an auditor is told, by kind; `place` names the week or entry. */
export interface AuditFault {
  readonly code: keyof typeof AUDIT_FAULTS;
  readonly place: string;
}

export const AUDIT_FAULTS = {
  'file-unreadable': 'This is no file of redeemed tokens.',
  'log-unreadable': 'This is no key log.',
  'chain-broken': 'The entry does not follow from the one before it: the key log was changed afterwards.',
  'second-key': 'The week has two keys of one kind: tokens signed with one of them could be told apart.',
  'key-unsigned':
    'The intake has not signed this key, to which envelopes were sealed: somebody else may have put it there.',
  'head-missing': 'The printed head is the hash of no entry: this log is not the one on the notice board.',
  'week-twice': 'The week is in the file twice.',
  'key-missing': 'The key log has no key for the tokens of this week.',
  'key-unfit': 'The key of this week is no RSA-2048 key with e = 65537.',
  'token-unreadable': 'A token has not the shape of one.',
  'token-forged': 'A token was not signed with the key of this week.',
  'token-double': 'A token is there twice: one opinion more than there were tokens.',
  'order-tells': 'The tokens are not in the order of their digests, so their order could tell something.',
  'too-many': 'More tokens were redeemed than issued.',
  'counts-impossible': 'So many people cannot have had so many tokens.',
} as const;
