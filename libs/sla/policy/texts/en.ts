/** The policy that ships, in English. */
export const POLICY_EN = `## 1. Purpose

Every opinion gets an answer: somebody takes it up, there is a date, and the answer has substance. If it does not satisfy its author, the leadership takes over. The time limits and counts on this page are the ones the system enforces. It counts by this text, and this text shows what it counts.

## 2. Whom it covers

This policy holds for all employees who raise a problem, ask a question, make a suggestion or give praise, and for the departments, coordinators and leaders who answer them. A working day is {{working-day}}. Public holidays and moved working days follow the calendar of the department in charge.

## 3. How to submit a ticket

1. Sign in, choose “Write”, and say what happened, when and where. You can attach pictures and files.
2. Choose the department whose published scope fits. If in doubt, choose the coordinators.
3. Say how urgent it is. **Urgent**: it affects the current shift, safety or today’s pay. **Ordinary**: everything else. Matters that the department in charge classes as **complex** (section 7), because several departments or an outside company have to work together, have limits of their own.
4. You get a number and a date for the answer at once. You can withdraw the ticket at any time before it is closed.

## 4. What departments answer for

- Every department publishes what belongs to it and what does not. Earlier versions stay readable.
- A department that is truly not in charge passes the ticket on and says why. Passing on does not extend the time limit.
- Transfers after which the coordinators decide where the ticket belongs: {{transfers-before-coordinator}}.
- Nobody handles a ticket that they wrote themselves.

## 5. Time limits

Time counts from submission, in working time only, and goes on after a transfer.

**Acknowledgement** (somebody presses the button; opening the page is not enough)

- Urgent: {{acknowledge.urgent}}
- Ordinary: {{acknowledge.ordinary}}
- Complex: {{acknowledge.complex}}

**Answer of the department**

- Urgent: {{answer.urgent}}
- Ordinary: {{answer.ordinary}}
- Complex: {{answer.complex}}

**Answer of the leadership**, once it owns the ticket

- Urgent: {{escalated-answer.urgent}}
- Ordinary: {{escalated-answer.ordinary}}
- Complex: {{escalated-answer.complex}}

**New answer of the department**, once a leader has ordered the work redone

- Urgent: {{redo.urgent}}
- Ordinary: {{redo.ordinary}}
- Complex: {{redo.complex}}

**Verdict of the author**, once the answer is there

- Urgent: {{confirmation.urgent}}
- Ordinary: {{confirmation.ordinary}}
- Complex: {{confirmation.complex}}

## 6. Special time limits

Some departments or kinds of ticket have limits of their own. Where several fit, the one for department and kind comes first, then the one for the department, then the one for the kind.

{{overrides}}

## 7. What counts as an answer, pauses, extension

- Only an answer with substance, delivered to the author or published, stops the clock. “Received”, “forwarded” and “being studied” are interim notes and stop nothing.
- The clock pauses only while the author is being asked something. Longest time for all pauses of one time limit together: {{pause-limit}}. After that the clock goes on by itself.
- One extension is possible for each ticket, with a reason and the approval of the leader one level up. Longest extension: {{extension-limit}}. The author sees it with its reason, and reports still count it.
- If several departments or an outside company are needed to answer an ordinary ticket, the department in charge can class it as **complex**, with a reason, before its first answer is due: once for each ticket, and not after a leader has decided about an extension. The limit for complex tickets then counts from the submission. The author and the leader one level up are told and see the reason; the monthly bulletin counts it.
- A leader who sees it differently can set it back to ordinary, with a reason. The ordinary limit then holds again. Where that date has passed or is near, the department still has as long as for an urgent ticket ({{answer.urgent}}), but never longer than it had.

## 8. Refusals

A department never says “no” alone. It proposes the refusal with its reasons, and the author gets it only after the leader one level up has approved it. Without approval the department goes on working.

## 9. Verdict and “no”

- The author judges the answer: resolved, partly resolved or not resolved, and rates outcome, handling and feeling separately.
- Without a verdict in time the ticket closes “without a verdict”, which is **never counted as satisfied**. Its author can reopen it within 30 days.
- After “partly” or “no” the leadership owns the ticket. The leader answers or orders the department to do the work again.
- Number of redos, or of verdicts “partly” or “no”, after which the duty leader owns the ticket, one level above the leader responsible, whenever it comes back to the leadership: {{redos-before-higher-level}}. If the duty leader is responsible already, it stays there.
- If the author says “no” to a leader’s answer, the leader may close the ticket as “unresolved” and must say why.

## 10. Reminders and follow-up

**Acknowledgement**: a warning at {{acknowledge.late-warning}} of the time. The head of the department is told at the deadline, and reminded, with a copy to the superior, when this much more has passed: {{acknowledge.reminder}}.

**Answer of the department**: warnings at {{answer.half}} and {{answer.late-warning}} of the time; the head of the department is told at the deadline. After the deadline:

- after {{answer.reminder}}: a **reminder** (催办), copied to the superior;
- after {{answer.escalation}}: **supervision** (督办): the leadership takes over automatically;
- after {{answer.bulletin}}: the case is named in a bulletin.

**Answer of the leadership**: warnings at {{escalated-answer.half}} and {{escalated-answer.late-warning}} of the time. After the deadline:

- after {{escalated-answer.reminder}}: a reminder;
- after {{escalated-answer.bulletin}}: the case is named in a bulletin.

**Verdict**: the author is reminded at {{confirmation.half}} and {{confirmation.late-warning}} of the time.

Reminders are sent in the working hours of those who get them, several in one e-mail, and not at all once the matter is settled. E-mails contain neither what somebody wrote nor a name.

## 11. Bulletins and talks

- A case is listed in a **bulletin** (通报), which a leader approves, once its answer is overdue by {{bulletin.overdue}} or once it has had this many redos or verdicts “no”: {{bulletin.redos}}.
- A bulletin names the number, the scope and what was late. It names no author and quotes nothing that is not public.
- Departments with most overdue answers that the leadership **talks to** (约谈) each month: {{bulletin.departments}}. A department on the list again is talked to by a higher office each time.
- A department named in a bulletin answers with what it will mend and by when. A leader follows this up until it is accepted.

## 12. Protection from retaliation

- Nobody may be put at a disadvantage in appraisal, shifts, promotion, pay or work because they gave an opinion. Nobody may try to find out or disclose who wrote one.
- Whoever believes they have been retaliated against can turn directly to the duty leader. This is treated as urgent.
- An opinion given in good faith has no consequences for its author even if it turns out to be mistaken.

## 13. Named and anonymous

Everybody chooses each time. Of a ticket under one’s name, the author, the department in charge, the leader responsible and the coordinators can see who wrote it; the public board does not show it. An **anonymous** one names nobody, neither to the department nor to the leadership nor to an administrator, and nothing that is kept leads to its author. It is handed over together with others, its dates count from that day in whole working days, and its author reads the answer, judges it and says “no” with a receipt alone. What this protects from, and what not, is written on the page “Writing anonymously: what is promised, and what is not”. Nobody may try to find out who wrote a ticket.

## 14. Data

- Every step is kept in a record that cannot be changed. Authors can check the record of their own tickets.
- Publishing an answer needs a reason, and the text is checked for names first. Authors can keep their own wording from being published; then only a summary appears.
- Figures about people are not shown for groups smaller than this, nor anything from which they could be worked out: {{bulletin.smallest-group}}.

## 15. Changes to this policy

- Administrators draft changes and the leadership approves them. They take effect at the start of the published day. Until then they can be cancelled; after publication they are never edited.
- A clock that is already running keeps the version under which it started. New clocks follow the new version.
- All versions, their dates and their differences are open to every employee. Please press the button on this page once you have read a new version. Readers are counted, not listed.
`;
