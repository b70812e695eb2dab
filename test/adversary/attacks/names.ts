import { PublishedTokenVerifier } from '../../../libs/anonymity/audit/published-token-verifier.js';
import type { ReleasedTicket } from '../evidence/released.js';
import type { Opinion } from '../scoring/score.js';
import type { Evidence } from './evidence.js';

/** Whoever is named beside a message: by number, name, address, session or cookie, in a row or in a line of a log. */
export function namedBeside({ people, namedBeside: known }: Evidence) {
  return (ticket: ReleasedTicket): Opinion => {
    const counts = [ticket, ...ticket.followUps].map(({ id }) => known.get(id) ?? new Map<number, number>());
    if (counts.every((count) => count.size === 0)) return null;
    return Array.from({ length: people }, (_, who) =>
      counts.reduce((sum, count) => sum + Math.log1p(count.get(who) ?? 0), 0),
    );
  };
}

/**
 * Whoever was given a key that not everybody was given, under which a token is good that was redeemed together with the
 * ticket.
 */
export function keyOfOnesOwn({ people, servedKeys, tokens }: Evidence) {
  const holders = new Map<string, { verifier: PublishedTokenVerifier; week: string; who: Set<number> }>();
  for (const { who, week, spki } of servedKeys) {
    const known = holders.get(spki);
    const verifier = (): PublishedTokenVerifier => new PublishedTokenVerifier(Buffer.from(spki, 'base64url'));
    if (known) known.who.add(who);
    else holders.set(spki, { verifier: verifier(), week, who: new Set([who]) });
  }
  const redeemers = new Map<string, Set<number>>();
  for (const { week, digest, signature, transaction } of tokens) {
    const good = [...holders.values()].filter(
      (one) => one.week === week && one.verifier.isValid(digest, signature),
    );
    const known = redeemers.get(transaction) ?? new Set();
    redeemers.set(transaction, new Set([...known, ...good.flatMap(({ who }) => [...who])]));
  }
  return ({ transaction }: ReleasedTicket): Opinion => {
    const known = redeemers.get(transaction);
    return known ? Array.from({ length: people }, (_, who) => (known.has(who) ? 1 : 0)) : null;
  };
}
