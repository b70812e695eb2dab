import { Injectable } from '@nestjs/common';
import { Refused, runOnce, UnitOfWork, type Json } from '@huiyin/platform';
import { readChange } from './calendar-content.js';
import { CalendarDirectory } from './calendar-directory.js';
import type { CreateCalendarDto } from './calendar.dto.js';
import { CalendarQueries } from './calendar.queries.js';
import { calendarRefusals } from './calendar-refusals.js';
import { CalendarRegister } from './calendar-register.js';
import type { StoredCalendar } from './stored-calendar.js';

/** What an administrator does with calendars. */
@Injectable()
export class CalendarDesk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly register: CalendarRegister,
    private readonly directory: CalendarDirectory,
    private readonly queries: CalendarQueries,
  ) {}

  async create(
    { personId, key }: { readonly personId: string; readonly key: string },
    { code, name, copyOf, change }: CreateCalendarDto,
  ): Promise<string> {
    const base = copyOf ? (await this.queries.newest(copyOf)).stored : undefined;
    const content = readable(change, base);
    const text = { 'zh-CN': name['zh-CN'], en: name.en, ru: name.ru };
    const request = {
      route: 'create-calendar',
      code,
      name: text,
      copyOf: copyOf ?? null,
      change: change as Json,
    };
    const { id } = await runOnce(this.unitOfWork, { personId, key, request }, async (tx) => ({
      id: await this.register.add(tx, { code, name: text, content }),
    }));
    await this.directory.refresh();
    return id;
  }

  /** A newer version than the one that was seen is answered with the refusal, whole. */
  async publish(personId: string, id: string, version: number, change: unknown): Promise<void> {
    await this.naming(id, async () => {
      const base = await this.queries.newest(id);
      if (base.version !== version)
        throw calendarRefusals.refuse('calendar.version-changed', { version: base.version });
      const content = readable(change, base.stored);
      await this.unitOfWork.run({ kind: 'person', personId }, (tx) =>
        this.register.publish(tx, id, version, content),
      );
    });
    await this.directory.refresh();
  }

  async archive(personId: string, id: string, version: number): Promise<void> {
    await this.naming(id, () =>
      this.unitOfWork.run({ kind: 'person', personId }, (tx) => this.register.archive(tx, id, version)),
    );
    await this.directory.refresh();
  }

  async assign(personId: string, ownerId: string, calendarId: string | null): Promise<void> {
    if (!(await this.queries.isOwner(ownerId))) throw calendarRefusals.refuse('calendar.owner-unknown');
    await this.unitOfWork.run({ kind: 'person', personId }, (tx) =>
      this.register.assign(tx, ownerId, calendarId),
    );
    await this.directory.refresh();
  }

  /** Adds to a refusal what whoever is refused wants to see next: the newer version, or the users by name. */
  private async naming<T>(id: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'calendar.version-changed') {
        const current = JSON.parse(JSON.stringify(await this.queries.get(id))) as Json;
        throw calendarRefusals.refuse('calendar.version-changed', { ...error.parameters, current });
      }
      if (error.code === 'calendar.in-use') {
        const { uses } = await this.queries.get(id);
        const { openTickets } = await this.queries.openClocks(id);
        throw calendarRefusals.refuse('calendar.in-use', {
          openClocks: error.parameters['openClocks'] ?? 0,
          openTickets,
          uses: uses.map((owner) => ({ ...owner, name: { ...owner.name } })),
        });
      }
      throw error;
    }
  }
}

function readable(change: unknown, base?: StoredCalendar): StoredCalendar {
  const { stored, faults } = readChange(change, base);
  if (faults.length > 0)
    throw calendarRefusals.refuse(
      'calendar.invalid',
      {},
      faults.map((fault) => ({ ...fault, field: `change.${fault.field}` })),
    );
  return stored;
}
