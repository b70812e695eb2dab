import type { TicketDto, TicketPageDto } from '../../../libs/ticket/store/ticket.dto.js';
import { PASSWORD, type Seat } from './roster.js';
import { SeatBrowser, type BrowserParts } from './seat-browser.js';

/** Share of what waits that is answered on a day. */
const ANSWERED = 0.9;
/** Of no employee. */
const NOBODY = -1;

export interface Department {
  readonly id: string;
  readonly headNumber: string;
}

/** Heads of departments, who see anonymous and named tickets in one list and answer some of both. */
export class DepartmentDesks {
  constructor(
    private readonly parts: BrowserParts,
    private readonly departments: readonly Department[],
  ) {}

  /** One round of answers. @returns how many */
  async answer(chance: (topic: string, probability: number) => boolean): Promise<number> {
    let answered = 0;
    for (const [index, { headNumber }] of this.departments.entries()) {
      const seat: Seat = { ip: `127.40.0.${1 + index}`, userAgent: 'Mozilla/5.0 (desk)', isShared: false };
      const browser = new SeatBrowser(this.parts, seat, NOBODY);
      await browser.ask('sign-in', 'POST', '/session', { employeeNumber: headNumber, password: PASSWORD });
      const { items } = await browser.get<TicketPageDto>('page', '/tickets?box=inbox');
      for (const { id, number } of items) {
        if (!chance(`answer ${number}`, ANSWERED)) continue;
        const { state, version } = await browser.get<TicketDto>('page', `/tickets/${id}`);
        if (state !== 'open') continue;
        const text = '已与供应商确认，自下周一起调整，负责人每周五公布进展。';
        const { status } = await browser.ask(
          ...(['page', 'POST', `/tickets/${id}/answer`, { text, visibility: 'private' }] as const),
          { 'if-match': `"${version}"` },
        );
        if (status === 200) answered++;
      }
      await browser.ask('sign-out', 'DELETE', '/session');
      browser.close();
    }
    return answered;
  }
}
