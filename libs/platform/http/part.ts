import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsDefined, IsObject, ValidateNested } from 'class-validator';
import { WhenSent } from './optional-field.js';

type PartClass = () => new () => object;

/** A field that is an object of its own. To look into it is not enough: a list of such would pass, an empty one too. */
export function Part(type: PartClass, { optional = false, description = '' } = {}): PropertyDecorator {
  return applyDecorators(
    // Swagger knows a class to be looked up later by the name of the function alone: it must be `type`.
    ApiProperty({ type: () => type(), required: !optional, ...(description ? { description } : {}) }),
    ...(optional ? [WhenSent()] : []),
    IsDefined(),
    IsObject(),
    ValidateNested(),
    Type(type),
  );
}

/** A field that is a list of such objects. */
export function Parts(type: PartClass, maxItems: number): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: () => type(), isArray: true, maxItems }),
    IsArray(),
    ArrayMaxSize(maxItems),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(type),
  );
}
