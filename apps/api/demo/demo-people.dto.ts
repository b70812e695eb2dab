import { LocalisedTextDto } from '@huiyin/organisation';
import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';

export class DemoPersonDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  employeeNumber: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: LocalisedTextDto, description: 'What this person is in the demo.' })
  title: LocalisedTextDto;
  @ApiProperty({ type: LocalisedTextDto, nullable: true })
  departmentName: LocalisedTextDto | null;
}

export class DemoSignInDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  personId: string;
}
