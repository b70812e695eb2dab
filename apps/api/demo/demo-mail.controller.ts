import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, decodeCursor, pageOf, platformRefusals, Settings } from '@huiyin/platform';
import { DemoMail, DemoMailPage, DemoMailQuery } from './demo-mail.dto.js';
import { Mailbox } from './mailbox.js';

/** What the mail catcher holds, for everyone who tries the demo; answers 404 outside demo mode. */
@ApiTags('demo')
@Controller('demo/mail')
@Allow('anyone')
export class DemoMailController {
  private readonly mailbox: Mailbox | null;

  constructor(settings: Settings) {
    const isOpen = settings.mode === 'demo' && settings.mailCatcherFolder !== null;
    this.mailbox = isOpen ? new Mailbox(settings.mailCatcherFolder) : null;
  }

  @Get()
  @ApiOperation({ summary: 'Mails in the demo mail catcher, newest first' })
  @ApiOkResponse({ type: DemoMailPage })
  async list(@Query() { recipient, cursor, limit = 25 }: DemoMailQuery): Promise<DemoMailPage> {
    const [after] = decodeCursor(cursor, ['text']) ?? [];
    const mails = await this.open().list({
      recipient,
      after: after === undefined ? undefined : String(after),
      limit: limit + 1,
    });
    const page = pageOf(
      mails,
      limit,
      (mail) => [mail.id],
      (mail) => mail,
    );
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One mail of the demo mail catcher' })
  @ApiOkResponse({ type: DemoMail })
  async read(@Param('id') id: string): Promise<DemoMail> {
    const mail = await this.open().read(id);
    if (mail === undefined) throw platformRefusals.refuse('request.not-found');
    return { ...mail, headers: { ...mail.headers } };
  }

  private open(): Mailbox {
    if (this.mailbox === null) throw platformRefusals.refuse('request.not-found');
    return this.mailbox;
  }
}
