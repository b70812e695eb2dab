import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { OptionalField } from './optional-field.js';
import { textFault, tidyText, type TextRule } from './text-fault.js';

/** A text written by a person: kept as sent in Unicode NFC with outer white space removed; oddities are refused. */
export function PlainText(rule: TextRule): PropertyDecorator {
  const api = { type: String, minLength: rule.min ?? 1, maxLength: rule.max, description: rule.description };
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => tidyText(value)),
    ValidateBy({
      name: 'plainText',
      validator: {
        validate: (value: unknown) => textFault(value, rule) === null,
        defaultMessage: (args?: ValidationArguments) =>
          `${args?.property ?? 'text'} ${textFault(args?.value, rule)}`,
      },
    }),
    ...(rule.optional ? [OptionalField(), ApiPropertyOptional(api)] : [ApiProperty(api)]),
  );
}
