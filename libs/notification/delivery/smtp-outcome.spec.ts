import { outcomeOf, replyStatus } from './smtp-outcome.js';

const failure = (facts: object): Error => Object.assign(new Error('failed'), facts);

describe('outcomeOf', () => {
  it('takes a refused recipient for final', () => {
    const error = failure({
      code: 'EENVELOPE',
      command: 'RCPT TO',
      responseCode: 550,
      response: '550 5.1.1 <zhang.san@example.test>: user unknown',
    });
    expect(outcomeOf(error)).toEqual({ kind: 'recipient-refused', reply: '550 5.1.1' });
  });

  it('takes a refused message for final, without blaming the recipient', () => {
    const error = failure({ command: 'DATA', responseCode: 554, response: '554 5.7.1 spam' });
    expect(outcomeOf(error)).toEqual({ kind: 'refused', reply: '554 5.7.1' });
  });

  it.each([
    [
      'a full mailbox',
      { command: 'RCPT TO', responseCode: 452, response: '452 4.2.2 mailbox full' },
      '452 4.2.2',
    ],
    [
      'a server that refuses everybody',
      { command: 'CONN', responseCode: 554, response: '554 no service' },
      '554',
    ],
    ['a wrong password', { command: 'AUTH PLAIN', responseCode: 535, response: '535 5.7.8 no' }, '535 5.7.8'],
    [
      'a refused sender',
      { command: 'MAIL FROM', responseCode: 550, response: '550 5.7.1 sender' },
      '550 5.7.1',
    ],
    [
      'commands out of step',
      { command: 'DATA', responseCode: 503, response: '503 5.5.1 bad sequence' },
      '503 5.5.1',
    ],
    ['a broken connection', { code: 'ECONNECTION', command: 'DATA' }, 'ECONNECTION'],
    ['something unknown', {}, 'ESEND'],
  ])('tries again after %s', (_, facts, reply) => {
    expect(outcomeOf(failure(facts))).toEqual({ kind: 'try-again', reply });
  });

  it('keeps of a reply nothing but its numbers', () => {
    expect(replyStatus('250 2.0.0 Ok: queued as ABC for zhang.san@example.test')).toBe('250 2.0.0');
    expect(replyStatus('250 Accepted 5.1.1')).toBe('250');
    expect(replyStatus('hello')).toBe('');
  });
});
