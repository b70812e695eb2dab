import { LOCALES, ROLES, type Locale, type Mode, type Role } from '@huiyin/platform';
import { ApiProperty } from '@nestjs/swagger';

export class MembershipDto {
  @ApiProperty({ format: 'uuid' })
  departmentId: string;
  @ApiProperty({ enum: ['head', 'deputy', 'handler'] })
  relation: 'head' | 'deputy' | 'handler';
}

/** The signed-in employee, and what they are to departments. */
export class MeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  employeeNumber: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: String, nullable: true })
  email: string | null;
  @ApiProperty({ enum: LOCALES, enumName: 'Locale' })
  locale: Locale;
  @ApiProperty({ description: 'IANA time zone.' })
  timeZone: string;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  siteId: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  departmentId: string | null;
  @ApiProperty({
    description:
      'An anonymous author may name it: it has ten active members or more. Says no more about its size.',
  })
  departmentMayBeNamed: boolean;
  @ApiProperty({ enum: ROLES, enumName: 'Role', isArray: true })
  roles: readonly Role[];
  @ApiProperty({ description: 'Until the password is replaced every other address answers 403.' })
  mustChangePassword: boolean;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  absentFrom: Date | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  absentUntil: Date | null;
  @ApiProperty()
  version: number;
  @ApiProperty()
  sharedSeat: boolean;
  @ApiProperty({ description: 'Seconds without a request after which this session ends.' })
  idleSeconds: number;
  @ApiProperty({ enum: ['demo', 'production'] })
  mode: Mode;
  @ApiProperty({ type: [MembershipDto] })
  memberships: readonly MembershipDto[];
  @ApiProperty({ type: [String], description: 'Departments whose responsible leader this person is.' })
  leads: readonly string[];
  @ApiProperty()
  isDutyLeader: boolean;
  @ApiProperty()
  isCoordinator: boolean;
}
