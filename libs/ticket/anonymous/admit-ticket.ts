import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@huiyin/identity';
import { DepartmentDirectory, type DepartmentFacts } from '@huiyin/organisation';
import { Tx } from '@huiyin/platform';
import { AttachmentStore } from '../attachment/attachment-store.js';
import { startOfDate, type AnonymousAuthor } from '../domain/author.js';
import { OpenTicket } from '../intake/open-ticket.js';
import { readTicketPayload } from './released-payload.js';
import { ReleasedRows, type ReleasedRow } from './released-rows.queries.js';

/** Hands a released opinion in: from then on it is a ticket like any other, by an author who is three keys. */
@Injectable()
export class AdmitTicket {
  constructor(
    private readonly released: ReleasedRows,
    private readonly tickets: OpenTicket,
    private readonly departments: DepartmentDirectory,
    private readonly people: PeopleDirectory,
    private readonly attachments: AttachmentStore,
  ) {}

  /** What became of it. Everything written stands at the start of the date of the release. */
  async admit(tx: Tx, row: ReleasedRow): Promise<'submitted' | 'unusable'> {
    const wish = readTicketPayload(row.payload);
    const author = authorOf(row);
    if (!wish || !author) return 'unusable';
    const asAuthor = new Tx(
      tx.manager,
      { kind: 'anonymous', publicKey: author.publicKey },
      startOfDate(row.releasedOn),
    );
    const department = await this.deskFor(tx, wish.departmentId);
    const pictures = await this.released.pictures(tx, row.id);
    // Not in the order of time, as other ids are.
    const id = randomUUID();
    await this.tickets.open(asAuthor, {
      id,
      author,
      kind: wish.kind,
      urgency: wish.urgency ?? 'ordinary',
      department,
      title: wish.title,
      body: wish.body,
      mayPublishWording: wish.mayPublishWording,
      attachments: pictures.length,
      authorDepartmentId: await this.namedDepartment(tx, wish.ownDepartmentId ?? null),
    });
    await this.keep(asAuthor, id, pictures);
    return 'submitted';
  }

  /** A department that was closed on the way leaves its tickets to the coordinator: none is lost. */
  private async deskFor(tx: Tx, departmentId: string): Promise<DepartmentFacts> {
    const chosen = await this.departments.department(tx, departmentId);
    const desk = chosen?.isActive ? chosen : await this.departments.coordinatorDepartment(tx);
    if (!desk) throw new Error('There is no coordinator to whom a ticket could go.');
    return desk;
  }

  private async namedDepartment(tx: Tx, id: string | null): Promise<string | null> {
    return id !== null && (await this.people.mayBeNamed(tx, id)) ? id : null;
  }

  private async keep(tx: Tx, ticketId: string, pictures: readonly Buffer[]): Promise<void> {
    for (const [index, picture] of pictures.entries()) {
      const id = randomUUID();
      await tx.execute(
        `INSERT INTO attachment (id, uploader_person_id, ticket_id, file_name, media_type, size_bytes, sha256,
                                 created_at, attached_at)
         VALUES ($1, NULL, $2, $3, 'image/webp', $4, $5, $6, $6)`,
        [
          id,
          ticketId,
          `${index + 1}.webp`,
          picture.length,
          createHash('sha256').update(picture).digest(),
          tx.now,
        ],
      );
      await this.attachments.save(tx, id, picture);
    }
  }
}

function authorOf({ authorKey, sealKey, tagKey }: ReleasedRow): AnonymousAuthor | null {
  if (sealKey === null || tagKey === null) return null;
  return { kind: 'anonymous', publicKey: authorKey, sealKey, tagKey };
}
