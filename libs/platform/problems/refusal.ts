import type { Json } from '../events/canonical-json.js';

/** What a refused request tells its caller: `field` is a path into the request body, `rule` a stable word. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
  readonly limit?: number | string;
}

export interface RefusalDefinition {
  /** HTTP status, 4xx or 503. */
  readonly status: number;
  /** One English sentence: what is wrong and what would be right. Screens translate by code. */
  readonly title: string;
}

/** An expected "no": a stable code `room.reason`, never a driver's message. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly parameters: Readonly<Record<string, Json>> = {},
    readonly errors: readonly FieldError[] = [],
  ) {
    super(`${code}: ${title}`);
    this.name = 'Refused';
  }
}

export interface Refusals<Code extends string> {
  readonly definitions: Readonly<Record<Code, RefusalDefinition>>;
  /** The error to throw for a code. */
  refuse(code: Code, parameters?: Readonly<Record<string, Json>>, errors?: readonly FieldError[]): Refused;
}

/** A room's refusals: each code has exactly one status and one sentence. */
export function defineRefusals<const Code extends string>(
  definitions: Readonly<Record<Code, RefusalDefinition>>,
): Refusals<Code> {
  return {
    definitions,
    refuse(code, parameters, errors) {
      const definition = definitions[code];
      return new Refused(code, definition.status, definition.title, parameters, errors);
    },
  };
}
