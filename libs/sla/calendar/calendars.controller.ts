import { Controller, Get, Query, Res, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentPrincipal, UuidParam, VersionTag, type Principal } from '@huiyin/platform';
import type { FastifyReply } from 'fastify';
import { calendarToIcs } from './calendar-ics.js';
import {
  CalendarDto,
  CalendarFileQueryDto,
  CalendarHistoryDto,
  CalendarSummaryDto,
  CalendarVersionQueryDto,
} from './calendar.dto.js';
import { CalendarQueries } from './calendar.queries.js';

/** When work is done where; for everybody, because everybody is promised dates by it. */
@ApiTags('calendars')
@UseInterceptors(VersionTag)
@Controller('calendars')
@Allow('employee')
export class CalendarsController {
  constructor(private readonly calendars: CalendarQueries) {}

  @Get()
  @ApiOkResponse({ type: [CalendarSummaryDto] })
  async list(): Promise<CalendarSummaryDto[]> {
    return this.calendars.list();
  }

  @Get(':id')
  @ApiOkResponse({ type: CalendarDto })
  async get(
    @UuidParam('id') id: string,
    @Query() { version }: CalendarVersionQueryDto,
  ): Promise<CalendarDto> {
    return this.calendars.get(id, version);
  }

  /** The newest versions first, 50 at most, with what each one changed. */
  @Get(':id/versions')
  @ApiOkResponse({ type: [CalendarHistoryDto] })
  async history(@UuidParam('id') id: string): Promise<CalendarHistoryDto[]> {
    return this.calendars.history(id);
  }

  /** The newest version as an iCalendar file. */
  @Get(':id/ics')
  @ApiProduces('text/calendar')
  @ApiOkResponse({ schema: { type: 'string' } })
  async ics(
    @UuidParam('id') id: string,
    @Query() { year }: CalendarFileQueryDto,
    @CurrentPrincipal() { locale }: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { code, name, publishedAt } = await this.calendars.get(id);
    const { stored } = await this.calendars.newest(id);
    const file = year === undefined ? code : `${code}-${year}`;
    void reply.header('content-type', 'text/calendar; charset=utf-8');
    void reply.header('content-disposition', `attachment; filename="${file}.ics"`);
    return calendarToIcs({ id, name, publishedAt, stored }, locale, year);
  }
}
