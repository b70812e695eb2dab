import { Param, type PipeTransform } from '@nestjs/common';
import { policyRefusals } from './policy-refusals.js';

const versionPipe: PipeTransform<string, number> = {
  transform(value) {
    if (!/^[1-9]\d{0,8}$/.test(value)) throw policyRefusals.refuse('policy.not-found');
    return Number(value);
  },
};

/** The number of a version in the path; anything else is an address at which there is nothing. */
export function VersionParam(): ParameterDecorator {
  return Param('version', versionPipe);
}
