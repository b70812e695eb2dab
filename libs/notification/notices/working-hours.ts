import { Injectable } from '@nestjs/common';
import type { PersonFacts } from '@huiyin/identity';
import { CalendarDirectory, nextOpen, WorkingTimeOutOfReach } from '@huiyin/sla';
import type { NoticeRule } from './notice-rule.js';
import type { TicketGlance } from './ticket-glance.js';

/** When a person may be told: nobody is reminded of a deadline at night. */
@Injectable()
export class WorkingHours {
  constructor(private readonly calendars: CalendarDirectory) {}

  /** The first instant, `at` or later, at which the notice may reach this person. */
  async earliest(
    rule: Pick<NoticeRule, 'moment'>,
    ticket: Pick<TicketGlance, 'urgency'>,
    recipient: Pick<PersonFacts, 'departmentId' | 'siteId'>,
    at: Date,
  ): Promise<Date> {
    const { moment = 'at-once' } = rule;
    if (moment === 'at-once') return at;
    if (moment === 'working-hours-unless-urgent' && ticket.urgency === 'urgent') return at;
    const { calendar } = await this.calendars.calendarFor(recipient.departmentId, recipient.siteId);
    try {
      return nextOpen(calendar, at);
    } catch (error) {
      // A calendar that never opens again must not swallow a notice.
      if (error instanceof WorkingTimeOutOfReach) return at;
      throw error;
    }
  }
}
