import { Param, type PipeTransform } from '@nestjs/common';
import { uuidOf } from './request-headers.js';

const uuidPipe: PipeTransform<string, string> = { transform: uuidOf };

/** A path parameter that is a UUID; anything else is an address at which there is nothing. */
export function UuidParam(name: string): ParameterDecorator {
  return Param(name, uuidPipe);
}
