export { ClockReactions } from './escalation/clock-reactions.job.js';
export { housekeepAttachments } from './attachment/housekeep-attachments.js';
export { CloseUnconfirmed } from './confirmation/close-unconfirmed.job.js';
export { isAuthor, type Author } from './domain/author.js';
export { Ticket1763800400000 } from './store/1763800400000-ticket.migration.js';
export { TicketAccess } from './store/ticket-access.js';
export { ticketRefusals } from './store/ticket-refusals.js';
export { TicketHttpModule, TicketModule } from './ticket.module.js';
export { Attachment1763800600000 } from './attachment/1763800600000-attachment.migration.js';
