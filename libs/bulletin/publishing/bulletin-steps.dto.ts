import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsUUID, Matches } from 'class-validator';
import { Part, PlainText, ROLES, type Role } from '@huiyin/platform';

const TITLE = { max: 200, optional: true };
const TEXT = { max: 20_000, multiline: true, optional: true, description: 'Markdown subset.' };
const NOTE = { max: 4_000, multiline: true, optional: true, description: 'Markdown subset.' };

export class BulletinTitleDto {
  @PlainText(TITLE) 'zh-CN'?: string;
  @PlainText(TITLE) en?: string;
  @PlainText(TITLE) ru?: string;
}

export class BulletinTextDto {
  @PlainText(TEXT) 'zh-CN'?: string;
  @PlainText(TEXT) en?: string;
  @PlainText(TEXT) ru?: string;
}

export class BulletinNoteTextDto {
  @PlainText(NOTE) 'zh-CN'?: string;
  @PlainText(NOTE) en?: string;
  @PlainText(NOTE) ru?: string;
}

export class EditBulletinDto {
  @Part(() => BulletinTitleDto) title: BulletinTitleDto;
  @Part(() => BulletinTextDto) text: BulletinTextDto;
}

export class TakeOutCaseDto {
  @PlainText({ max: 200, description: 'Key of the case.' })
  key: string;

  @PlainText({ min: 4, max: 1000, multiline: true })
  reason: string;
}

function Ids(description: string): PropertyDecorator {
  return (target, key) => {
    ApiProperty({ type: [String], format: 'uuid', maxItems: 500, description })(target, key);
    IsArray()(target, key);
    ArrayMaxSize(500)(target, key);
    ArrayUnique()(target, key);
    IsUUID(undefined, { each: true })(target, key);
  };
}

export class BulletinReadersDto {
  @ApiProperty({ description: 'Every employee; the lists are then without effect.' })
  @IsBoolean()
  everyone: boolean;

  @Ids('Everybody who belongs to or works for one of these departments.')
  departmentIds: string[];

  @Ids('Everybody at one of these sites.')
  siteIds: string[];

  @ApiProperty({ enum: ROLES, enumName: 'Role', isArray: true, maxItems: ROLES.length })
  @IsArray()
  @ArrayMaxSize(ROLES.length)
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  roles: Role[];

  @Ids('These people.')
  personIds: string[];
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A calendar day; that it exists and lies ahead is looked at where it is used. */
function Day(description: string): PropertyDecorator {
  return (target, key) => {
    ApiProperty({ type: String, format: 'date', description })(target, key);
    Matches(DAY, { message: '$property must be a day such as 2026-03-31' })(target, key);
  };
}

export class PublishBulletinDto {
  @Part(() => BulletinReadersDto) readers: BulletinReadersDto;

  @Day('By the end of which the departments that are named answer.')
  answerBy: string;

  @ApiProperty({ description: 'Whoever publishes has looked through the text for names.' })
  @IsBoolean()
  namesChecked: boolean;
}

export class BulletinReasonDto {
  @PlainText({ min: 4, max: 1000, multiline: true })
  reason: string;
}

export class CorrectBulletinDto {
  @Part(() => BulletinNoteTextDto) text: BulletinNoteTextDto;
}

export class AnswerRectificationDto {
  @PlainText({ min: 10, max: 4_000, multiline: true, description: 'What went wrong and what changes.' })
  text: string;

  @Day('By the end of which it is done.')
  doneOn: string;
}

export class ReturnRectificationDto {
  @PlainText({ min: 4, max: 1000, multiline: true })
  reason: string;

  @Day('By the end of which the department answers again.')
  answerBy: string;
}

export class DocumentQueryDto {
  @ApiPropertyOptional({ enum: ['zh-CN', 'en', 'ru'], enumName: 'Locale' })
  @IsIn([undefined, 'zh-CN', 'en', 'ru'])
  locale?: 'zh-CN' | 'en' | 'ru';
}
