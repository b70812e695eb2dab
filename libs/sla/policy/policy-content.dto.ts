import { OptionalField, Part, Parts, PlainText } from '@huiyin/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNumber, IsUUID, ValidateIf } from 'class-validator';
import {
  KINDS,
  LEGS,
  LEVEL_LEGS,
  STEP_KINDS,
  URGENCIES,
  type Kind,
  type Leg,
  type LevelLeg,
  type StepKind,
  type Urgency,
} from '../domain/policy.js';

// Only types are looked at here; whether the numbers make a policy is said by policyFaults, which knows them all.

const Whole =
  (description: string): PropertyDecorator =>
  (target, key) => {
    ApiProperty({ type: 'integer', minimum: 1, description })(target, key);
    IsNumber()(target, key);
  };

export class PolicyLevelDto {
  @ApiProperty({ enum: LEVEL_LEGS })
  @IsIn(LEVEL_LEGS)
  leg: LevelLeg;
  @ApiProperty({ enum: URGENCIES })
  @IsIn(URGENCIES)
  urgency: Urgency;
  @Whole('Target in minutes of working time.')
  workingMinutes: number;
}

export class PolicyOverrideDto extends PolicyLevelDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null for every department.' })
  @ValidateIf((_, value: unknown) => value !== null)
  @IsUUID()
  departmentId: string | null;
  @ApiProperty({ type: String, enum: KINDS, nullable: true, description: 'Null for every kind.' })
  @ValidateIf((_, value: unknown) => value !== null)
  @IsIn(KINDS)
  kind: Kind | null;
}

export class PolicyStepDto {
  @ApiProperty({ enum: LEGS })
  @IsIn(LEGS)
  leg: Leg;
  @ApiProperty({ enum: STEP_KINDS })
  @IsIn(STEP_KINDS)
  kind: StepKind;
  @ApiPropertyOptional({
    description: 'Share of the target, between 0 and 1, for a step before the deadline.',
  })
  @OptionalField()
  @IsNumber()
  share?: number;
  @ApiPropertyOptional({ type: 'integer', description: 'Working minutes after the deadline.' })
  @OptionalField()
  @IsNumber()
  workingMinutesAfterDue?: number;
}

export class PolicyBulletinDto {
  @Whole('An answer overdue by so many working minutes is named.')
  overdueWorkingMinutes: number;
  @Whole('A case with so many redos or "no" is named.')
  redos: number;
  @Whole('Departments talked to each month.')
  monthlyDepartments: number;
  @Whole('Figures about fewer people are not shown; at least 5.')
  smallestGroup: number;
}

export class PolicyNumbersDto {
  @Parts(() => PolicyLevelDto, 30)
  levels: PolicyLevelDto[];
  @Parts(() => PolicyOverrideDto, 200)
  overrides: PolicyOverrideDto[];
  @Parts(() => PolicyStepDto, 40)
  ladder: PolicyStepDto[];
  @Whole('Longest that a clock stands still while the author is asked, working minutes.')
  pauseLimitWorkingMinutes: number;
  @Whole('Longest extension, working minutes.')
  extensionLimitWorkingMinutes: number;
  @Whole('Transfers after which the coordinator decides.')
  transfersBeforeCoordinator: number;
  @Whole('Redos or "no" after which a ticket is owned one level up.')
  redosBeforeHigherLevel: number;
  @Part(() => PolicyBulletinDto)
  bulletin: PolicyBulletinDto;
}

const MARKDOWN = {
  max: 12_000,
  multiline: true,
  description: 'Markdown with placeholders such as {{answer.ordinary}}.',
};

export class PolicyTextsDto {
  @PlainText(MARKDOWN)
  'zh-CN': string;
  @PlainText(MARKDOWN)
  en: string;
  @PlainText(MARKDOWN)
  ru: string;
}

const NOTE = { min: 0, max: 500, multiline: true, description: 'What is new, in a few words.' };

export class PolicyNoteDto {
  @PlainText(NOTE)
  'zh-CN': string;
  @PlainText(NOTE)
  en: string;
  @PlainText(NOTE)
  ru: string;
}

export class PolicyContentDto {
  @Part(() => PolicyNumbersDto)
  numbers: PolicyNumbersDto;
  @Part(() => PolicyTextsDto)
  texts: PolicyTextsDto;
  @Part(() => PolicyNoteDto)
  changeNote: PolicyNoteDto;
}
