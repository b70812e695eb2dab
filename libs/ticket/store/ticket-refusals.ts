import { defineRefusals } from '@huiyin/platform';

export const ticketRefusals = defineRefusals({
  'ticket.not-found': { status: 404, title: 'There is no such ticket, or you may not see it.' },
  'ticket.not-yours': { status: 403, title: 'This step belongs to someone else.' },
  'ticket.not-possible-now': {
    status: 409,
    title: 'This step is not possible in the present state of the ticket.',
  },
  'ticket.version-changed': {
    status: 412,
    title: 'Someone else was faster. Look at the newer version, then decide again.',
  },
  'ticket.department-invalid': { status: 400, title: 'Choose one of the departments that are listed.' },
  'ticket.target-department-invalid': {
    status: 400,
    title: 'Choose another department that is active; this ticket cannot go there.',
  },
  'ticket.merge-target-invalid': {
    status: 400,
    title:
      'Choose an open ticket of the same department, not merged itself and not proposed for closing as abusive.',
  },
  'ticket.names-not-checked': {
    status: 400,
    title: 'Look through the text for names first, then confirm that you did.',
  },
  'ticket.publication-missing': {
    status: 400,
    title: 'A public answer needs the reason for publishing and the check for names.',
  },
  'ticket.summary-required': {
    status: 400,
    title: 'The author does not want these words published; write a summary instead.',
  },
  'ticket.extension-too-long': { status: 400, title: 'The policy does not allow an extension this long.' },
  'ticket.no-such-sheet': {
    status: 404,
    title: 'There is no such edition of the answer sheet, or it is no longer kept.',
  },
  'ticket.leader-missing': {
    status: 409,
    title: 'No leader is responsible for this department. Ask an administrator to name one.',
  },
});
