import { Module, type OnModuleInit } from '@nestjs/common';
import { IdentityModule } from '@huiyin/identity';
import { OrganisationModule } from '@huiyin/organisation';
import { stateFaults } from '@huiyin/platform';
import { SlaModule } from '@huiyin/sla';
import { Admission } from './anonymous/admission.job.js';
import { AdmitMessage } from './anonymous/admit-message.js';
import { AdmitTicket } from './anonymous/admit-ticket.js';
import { AnswerSheetPress } from './anonymous/answer-sheet.job.js';
import { AnswerSheetsController } from './anonymous/answer-sheets.controller.js';
import { AnswerSheets } from './anonymous/answer-sheets.queries.js';
import { ReleasedRows } from './anonymous/released-rows.queries.js';
import { AnsweringController } from './answering/answering.controller.js';
import { AttachmentStore, DatabaseAttachmentStore } from './attachment/attachment-store.js';
import { AttachmentsController } from './attachment/attachments.controller.js';
import { Attachments } from './attachment/attachments.queries.js';
import { UploadAttachment } from './attachment/upload-attachment.use-case.js';
import { BoardController } from './board/board.controller.js';
import { Board } from './board/board.queries.js';
import { CloseUnconfirmed } from './confirmation/close-unconfirmed.job.js';
import { ConfirmationController } from './confirmation/confirmation.controller.js';
import { TICKET_STATES } from './domain/ticket.js';
import { TRANSITIONS } from './domain/transitions.js';
import { EscalateOverdue } from './escalation/escalate-overdue.job.js';
import { ClockReactions } from './escalation/clock-reactions.job.js';
import { EscalationController } from './escalation/escalation.controller.js';
import { OpenTicket } from './intake/open-ticket.js';
import { SubmitTicket } from './intake/submit-ticket.use-case.js';
import { TicketsController } from './intake/tickets.controller.js';
import { RoutingController } from './routing/routing.controller.js';
import { TicketAccess } from './store/ticket-access.js';
import { TicketCommands } from './store/ticket-commands.js';
import { TicketLists } from './store/ticket-list.queries.js';
import { TicketSteps } from './store/ticket-steps.js';
import { TicketStore } from './store/ticket-store.js';
import { TicketTimeline } from './store/ticket-timeline.queries.js';
import { TicketView } from './store/ticket-view.queries.js';

/** The loop without HTTP: what a worker needs. */
@Module({
  imports: [IdentityModule, OrganisationModule, SlaModule],
  providers: [
    { provide: AttachmentStore, useClass: DatabaseAttachmentStore },
    Admission,
    AdmitMessage,
    AdmitTicket,
    AnswerSheetPress,
    ClockReactions,
    CloseUnconfirmed,
    EscalateOverdue,
    OpenTicket,
    ReleasedRows,
    TicketAccess,
    TicketCommands,
    TicketStore,
    TicketTimeline,
    TicketView,
  ],
  exports: [
    Admission,
    AnswerSheetPress,
    AttachmentStore,
    ClockReactions,
    CloseUnconfirmed,
    EscalateOverdue,
    OpenTicket,
    TicketAccess,
    TicketCommands,
    TicketStore,
    TicketTimeline,
    TicketView,
  ],
})
export class TicketModule implements OnModuleInit {
  onModuleInit(): void {
    const faults = stateFaults(TRANSITIONS, TICKET_STATES, 'open', ['closed']);
    if (faults.length > 0) throw new Error(`The loop does not hold together: ${faults.join(' ')}`);
  }
}

/** Everything that people do with tickets. */
@Module({
  imports: [TicketModule, IdentityModule, OrganisationModule, SlaModule],
  controllers: [
    TicketsController,
    ConfirmationController,
    RoutingController,
    AnsweringController,
    EscalationController,
    BoardController,
    AttachmentsController,
    AnswerSheetsController,
  ],
  providers: [AnswerSheets, Attachments, UploadAttachment, Board, SubmitTicket, TicketLists, TicketSteps],
})
export class TicketHttpModule {}
