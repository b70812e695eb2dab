import { Injectable } from '@nestjs/common';
import { DepartmentDirectory } from '@huiyin/organisation';
import { runOnce, UnitOfWork, type Json, type Tx } from '@huiyin/platform';
import { ClockKeeper, OpenClocks, PolicyDirectory } from '@huiyin/sla';
import { isAuthor } from '../domain/author.js';
import { decide } from '../domain/decide.js';
import type { Decision, DecisionContext } from '../domain/decision.js';
import { NO_SETBACKS } from '../domain/higher-level.js';
import type { Command, Standing, TicketFacts } from '../domain/ticket.js';
import { TicketAccess } from './ticket-access.js';
import { ticketRefusals } from './ticket-refusals.js';
import { clockSubjectOf, factsOf, type TicketRow } from './ticket-row.js';
import { TicketStore } from './ticket-store.js';

/** A person's wish: which ticket, in which version they saw it, and what to do. */
export interface CommandRequest {
  readonly ticketId: string;
  readonly expectedVersion: number;
  readonly idempotencyKey: string | null;
  readonly command: Command;
}

/** Gives commands to tickets: one command is one transaction with the row, its events and its clocks. */
@Injectable()
export class TicketCommands {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: TicketStore,
    private readonly access: TicketAccess,
    private readonly departments: DepartmentDirectory,
    private readonly clocks: ClockKeeper,
    private readonly policies: PolicyDirectory,
    private readonly openClocks: OpenClocks,
  ) {}

  /** Version of the ticket afterwards. Refusals: see `ticketRefusals`. */
  async perform(personId: string, request: CommandRequest): Promise<number> {
    const intention = {
      personId,
      key: request.idempotencyKey,
      request: {
        ticketId: request.ticketId,
        version: request.expectedVersion,
        command: JSON.parse(JSON.stringify(request.command)) as Json,
      },
    };
    return runOnce(this.unitOfWork, intention, async (tx) => {
      // For a merge both tickets are locked, the smaller id first, so that two merges never wait for each other.
      const other = request.command.name === 'merge' ? request.command.intoTicketId : null;
      if (other !== null && other < request.ticketId) await this.store.lock(tx, other);
      const row = await this.store.lock(tx, request.ticketId);
      if (!row) throw ticketRefusals.refuse('ticket.not-found');
      const ticket = factsOf(row);
      const viewer = await this.access.viewer(personId, tx);
      const standings = this.access.standings(viewer, ticket);
      if (standings.size === 0 && !(await this.access.sees(viewer, ticket.id, tx)))
        throw ticketRefusals.refuse('ticket.not-found');
      if (row.version !== request.expectedVersion) {
        throw ticketRefusals.refuse('ticket.version-changed', { currentVersion: row.version });
      }
      return this.carryOut(tx, row, ticket, standings, request.command);
    });
  }

  /**
   * A step that the platform takes itself. False when the ticket has moved on meanwhile, which is no error: the
   * condition is looked at again under the lock.
   */
  async performAsSystem(
    name: string,
    ticketId: string,
    command: Command,
    stillTrue: (ticket: TicketFacts, row: TicketRow, now: Date) => boolean,
  ): Promise<boolean> {
    return this.unitOfWork.run({ kind: 'system', name }, (tx) =>
      this.performInTransaction(tx, ticketId, command, stillTrue),
    );
  }

  /**
   * As `performAsSystem`, within the transaction of whoever found the reason.
   * @param standing `author` for whoever has shown to hold the key of an anonymous ticket
   */
  async performInTransaction(
    tx: Tx,
    ticketId: string,
    command: Command,
    stillTrue: (ticket: TicketFacts, row: TicketRow, now: Date) => boolean,
    standing: 'system' | 'author' = 'system',
  ): Promise<boolean> {
    const row = await this.store.lock(tx, ticketId);
    if (!row) return false;
    const ticket = factsOf(row);
    if (!stillTrue(ticket, row, tx.now)) return false;
    await this.carryOut(tx, row, ticket, new Set<Standing>([standing]), command);
    return true;
  }

  private async carryOut(
    tx: Tx,
    row: TicketRow,
    ticket: TicketFacts,
    standings: ReadonlySet<Standing>,
    command: Command,
  ): Promise<number> {
    const decision = decide(ticket, command, standings, await this.contextOf(tx, ticket, row, command));
    if ('refusal' in decision) throw ticketRefusals.refuse(decision.refusal, decision.members);
    const version = await this.write(tx, row, ticket, decision, null);
    return version;
  }

  private async write(
    tx: Tx,
    row: TicketRow,
    ticket: TicketFacts,
    decision: Decision,
    sourceAnswerId: string | null,
  ): Promise<number> {
    const after: TicketFacts = { ...ticket, ...decision.changes };
    const startsClock = decision.clocks.some((change) => change.do === 'start');
    const department = startsClock ? await this.departments.department(tx, after.departmentId) : null;
    const subject = clockSubjectOf(after, department?.siteId ?? null);
    const due = await this.clocks.apply(tx, subject, decision.clocks);
    let answerId: string | null = null;
    if (decision.answer && tx.actor.kind === 'person') {
      answerId = await this.store.addAnswer(tx, after, decision.answer, tx.actor.personId, sourceAnswerId);
    }
    const copies = decision.amendment
      ? await this.store.amendAnswer(tx, row.id, decision.amendment.text)
      : [];
    const version = await this.store.save(tx, row, after, decision, due);
    if (decision.followers !== undefined) {
      await this.carryOver(tx, row, after, decision, answerId, copies);
    }
    return version;
  }

  /** What the tickets merged into this one go through with it; each keeps its own chain and its own author. */
  private async carryOver(
    tx: Tx,
    row: TicketRow,
    after: TicketFacts,
    decision: Decision,
    answerId: string | null,
    copies: readonly string[],
  ): Promise<void> {
    if (decision.followers === 'amend') {
      for (const copyId of copies) {
        const copy = await this.store.lock(tx, copyId);
        if (!copy) continue;
        await this.write(
          tx,
          copy,
          factsOf(copy),
          {
            standing: decision.standing,
            changes: {},
            events: decision.events,
            clocks: [],
          },
          null,
        );
      }
      return;
    }
    for (const follower of await this.store.lockMerged(tx, row.id)) {
      const facts = factsOf(follower);
      await this.write(tx, follower, facts, followerDecision(facts, after, decision), answerId);
    }
  }

  private async contextOf(
    tx: Tx,
    ticket: TicketFacts,
    row: TicketRow,
    command: Command,
  ): Promise<DecisionContext> {
    const { numbers } = await this.policies.at(tx.now, tx);
    const base: DecisionContext = {
      now: tx.now,
      responsibleLeaderId: '',
      coordinatorDepartmentId: '',
      refusalText: row.refusal_text,
      abuseText: row.abuse_text,
      extensionLimitMinutes: 0,
      transfersBeforeCoordinator: numbers.transfersBeforeCoordinator,
      redosBeforeHigherLevel: numbers.redosBeforeHigherLevel,
      setbacks: NO_SETBACKS,
      higherLeaderId: null,
    };
    switch (command.name) {
      case 'transfer':
      case 'reopen': {
        const coordinator = await this.departments.coordinatorDepartment(tx);
        const targetId = command.name === 'transfer' ? command.departmentId : ticket.departmentId;
        return {
          ...base,
          coordinatorDepartmentId: coordinator?.id ?? '',
          targetDepartment: await this.departments.department(tx, targetId),
        };
      }
      case 'request-extension':
        return {
          ...base,
          responsibleLeaderId: await this.leaderFor(tx, ticket),
          extensionLimitMinutes: await this.openClocks.extensionLimit(tx, ticket.id),
        };
      case 'propose-refusal':
      case 'propose-abuse':
        return { ...base, responsibleLeaderId: await this.leaderFor(tx, ticket) };
      case 'escalate-overdue':
      case 'reject':
        return {
          ...base,
          responsibleLeaderId: await this.leaderFor(tx, ticket),
          higherLeaderId: await this.higherLeader(tx, ticket),
          setbacks: await this.store.setbacks(tx, ticket.id),
        };
      case 'merge': {
        const target = await this.store.lock(tx, command.intoTicketId);
        return { ...base, mergeTarget: target ? factsOf(target) : null };
      }
      default:
        return base;
    }
  }

  private async leaderFor(tx: Tx, ticket: TicketFacts): Promise<string> {
    const department = await this.departments.department(tx, ticket.departmentId);
    const leaderId = department ? await this.departments.responsibleLeader(department, tx) : null;
    // A leader's own ticket is decided by the duty leader.
    const duty =
      leaderId !== null && isAuthor(ticket.author, leaderId) ? await this.departments.dutyLeaderId(tx) : null;
    const chosen = duty ?? leaderId;
    if (chosen === null) throw ticketRefusals.refuse('ticket.leader-missing');
    return chosen;
  }

  /** The duty leader stands above every department's leader; not for what they wrote or answer for themselves. */
  private async higherLeader(tx: Tx, ticket: TicketFacts): Promise<string | null> {
    const duty = await this.departments.responsibleLeader({ leaderId: null, headId: null }, tx);
    const department = await this.departments.department(tx, ticket.departmentId);
    if (duty === null || duty === department?.headId || isAuthor(ticket.author, duty)) return null;
    return duty;
  }
}

/** A merged ticket gets the same answer, moves along, or stands alone again. */
function followerDecision(follower: TicketFacts, primary: TicketFacts, decision: Decision): Decision {
  switch (decision.followers) {
    case 'answer':
      return {
        standing: decision.standing,
        changes: {
          state: 'answered',
          answer: primary.answer,
          acknowledged: true,
          awaitingAuthor: false,
          awaitingAcceptance: false,
          extensionMinutes: null,
          leaderId: null,
        },
        events: decision.events
          .filter((event) => event.type === 'ticket.answered')
          .map((event) => ({
            ...event,
            data: { ...event.data, round: follower.round, sharedWithTicketId: primary.id },
          })),
        clocks: [
          { do: 'stop', legs: 'all' },
          { do: 'start', leg: 'confirmation', round: follower.round },
        ],
        answer: decision.answer,
      };
    case 'move':
      // Whoever takes up the other one takes up both.
      return {
        standing: decision.standing,
        changes: { departmentId: primary.departmentId, transfers: follower.transfers + 1 },
        events: decision.events,
        clocks: [],
      };
    default:
      return {
        standing: decision.standing,
        changes: { mergedIntoId: null },
        events: [{ type: 'ticket.unmerged', data: { fromTicketId: primary.id } }],
        clocks: [],
      };
  }
}
