import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** One route of the committed description of the api. */
export interface DescribedRoute {
  /** `POST /tickets/{ticketId}/reply` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Of a body in JSON, null when it takes none. */
  readonly body: Schema | null;
  readonly query: readonly { readonly name: string; readonly schema: Schema }[];
}

const DESCRIPTION = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

export function describedRoutes(): DescribedRoute[] {
  return Object.entries(DESCRIPTION.paths).flatMap(([address, operations]) =>
    Object.entries(operations).map(([verb, operation]) => {
      const [method, path] = [verb.toUpperCase(), address.replace('/api/v1', '')];
      return {
        name: `${method} ${path}`,
        method,
        path,
        body: operation.requestBody?.content['application/json']?.schema ?? null,
        query: (operation.parameters ?? []).filter((parameter) => parameter.in === 'query'),
      };
    }),
  );
}

/** A value that fits a schema. `known` has those that only this database can tell, by the name of the field. */
export function sampleOf(schema: Schema, known: Readonly<Record<string, unknown>>, field = ''): unknown {
  if (Object.hasOwn(known, field)) return known[field];
  if (schema.$ref !== undefined) {
    return sampleOf(DESCRIPTION.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, known, field);
  }
  if (schema.allOf) return sampleOf(schema.allOf[0] ?? {}, known, field);
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, sampleOf(part, known, name)]),
      );
    case 'array':
      return [sampleOf(schema.items ?? {}, known, field.replace(/s$/, ''))];
    case 'boolean':
      return true;
    case 'number':
    case 'integer':
      return schema.minimum ?? 1;
    default:
      if (schema.format === 'date') return '2026-04-01';
      if (schema.format === 'date-time') return '2026-03-01T09:00:00Z';
      return 'A text that is long enough.'.padEnd(schema.minLength ?? 0, '.');
  }
}

export type FieldPath = readonly (string | number)[];

/** Where there is something in a value: its fields, and of every list the first item. */
export function fieldsOf(value: unknown, path: FieldPath = []): FieldPath[] {
  const below = Array.isArray(value)
    ? fieldsOf(value[0], [...path, 0]).slice(value.length === 0 ? 1 : 0)
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, part]) => fieldsOf(part, [...path, name]))
      : [];
  return path.length === 0 ? below : [path, ...below];
}

export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((part, step) => (part as Record<string | number, unknown>)[step], value);
}

/** The same with something else in one place. */
export function replaced(value: unknown, [step, ...rest]: FieldPath, other: unknown): unknown {
  if (step === undefined) return other;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === step ? replaced(item, rest, other) : item));
  }
  const fields = value as Record<string, unknown>;
  return { ...fields, [step]: replaced(fields[step], rest, other) };
}
