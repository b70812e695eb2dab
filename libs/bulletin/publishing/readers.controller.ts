import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { PeopleDirectory } from '@huiyin/identity';
import { Allow, PlainText } from '@huiyin/platform';

const SHOWN_AT_MOST = 20;

export class ReaderSearchDto {
  @PlainText({ min: 1, max: 100, description: 'Part of the name, or the beginning of the employee number.' })
  q: string;
}

export class FoundReaderDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() employeeNumber: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Where they belong.' })
  departmentId: string | null;
}

/** Whom a bulletin can be given to by name. */
@ApiTags('bulletins')
@Controller('bulletins')
export class ReadersController {
  constructor(private readonly people: PeopleDirectory) {}

  @Get('readers')
  @Allow('leader')
  @ApiOperation({ summary: 'Employees to choose as readers, twenty at most' })
  @ApiOkResponse({ type: [FoundReaderDto] })
  async find(@Query() { q }: ReaderSearchDto): Promise<FoundReaderDto[]> {
    const found = await this.people.found(q, SHOWN_AT_MOST);
    return found.map(({ id, name, employeeNumber, departmentId }) => ({
      id,
      name,
      employeeNumber,
      departmentId,
    }));
  }
}
