import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  Query,
  Req,
  UseInterceptors,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import {
  AcceptsUpload,
  Allow,
  CurrentPrincipal,
  IdempotencyKey,
  IfMatchVersion,
  uploadedBytes,
  UuidParam,
  VersionTag,
  type Principal,
} from '@huiyin/platform';
import type { FastifyRequest } from 'fastify';
import {
  AssignCalendarDto,
  CalendarDto,
  CalendarSummaryDto,
  CalendarTrialDto,
  ChangeCalendarDto,
  CreateCalendarDto,
  HolidayCountryDto,
  IcsReadingDto,
  YearProposalDto,
  YearProposalQueryDto,
} from './calendar.dto.js';
import { CalendarQueries } from './calendar.queries.js';
import { CalendarDesk } from './calendar-desk.js';
import { CalendarReview } from './calendar-review.js';

const MAX_FILE_BYTES = 1024 * 1024;

@ApiTags('calendars')
@UseInterceptors(VersionTag)
@Controller('admin')
@Allow('administrator')
export class CalendarAdministrationController {
  constructor(
    private readonly calendars: CalendarQueries,
    private readonly desk: CalendarDesk,
    private readonly review: CalendarReview,
  ) {}

  @Post('calendars')
  @ApiCreatedResponse({ type: CalendarDto })
  async create(
    @CurrentPrincipal() { personId }: Principal,
    @IdempotencyKey() key: string,
    @Body() body: CreateCalendarDto,
  ): Promise<CalendarDto> {
    return this.calendars.get(await this.desk.create({ personId, key }, body));
  }

  /** What a change would do; nothing is written. */
  @Post('calendars/:id/trials')
  @HttpCode(200)
  @ApiOkResponse({ type: CalendarTrialDto })
  async try(@UuidParam('id') id: string, @Body() { change }: ChangeCalendarDto): Promise<CalendarTrialDto> {
    return this.review.try(id, change);
  }

  /** Publishes the next version; clocks that run keep theirs. */
  @Patch('calendars/:id')
  @ApiOkResponse({ type: CalendarDto })
  async publish(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('id') id: string,
    @IfMatchVersion() version: number,
    @Body() { change }: ChangeCalendarDto,
  ): Promise<CalendarDto> {
    await this.desk.publish(personId, id, version, change);
    return this.calendars.get(id);
  }

  @Delete('calendars/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('id') id: string,
    @IfMatchVersion() version: number,
  ): Promise<void> {
    await this.desk.archive(personId, id, version);
  }

  /** Gives a department or a site a calendar of its own, or takes it back. */
  @Put('calendar-uses/:ownerId')
  @ApiOkResponse({ type: [CalendarSummaryDto] })
  async assign(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('ownerId') ownerId: string,
    @Body() { calendarId }: AssignCalendarDto,
  ): Promise<CalendarSummaryDto[]> {
    await this.desk.assign(personId, ownerId, calendarId ?? null);
    return this.calendars.list();
  }

  /** Reads an iCalendar file, as a draft; nothing is written. */
  @Post('calendars/:id/readings')
  @HttpCode(200)
  @AcceptsUpload()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiOkResponse({ type: IcsReadingDto })
  async read(@UuidParam('id') id: string, @Req() request: FastifyRequest): Promise<IcsReadingDto> {
    return this.review.read(id, await uploadedBytes(request, MAX_FILE_BYTES));
  }

  /** The days of a year as a draft; nothing is written. */
  @Get('calendars/:id/proposals')
  @ApiOkResponse({ type: YearProposalDto })
  async propose(@UuidParam('id') id: string, @Query() query: YearProposalQueryDto): Promise<YearProposalDto> {
    return this.review.propose(id, query);
  }

  /** Countries whose holidays can be proposed. */
  @Get('holiday-countries')
  @ApiOkResponse({ type: [HolidayCountryDto] })
  async countries(): Promise<HolidayCountryDto[]> {
    return this.review.countries();
  }
}
