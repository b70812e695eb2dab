export const ROLES = ['leader', 'administrator', 'quality-reviewer', 'survey-owner'] as const;
/** Roles given to a person; what a person is to a department or a ticket is not a role. */
export type Role = (typeof ROLES)[number];

export const LOCALES = ['zh-CN', 'en', 'ru'] as const;
export type Locale = (typeof LOCALES)[number];

/** The signed-in employee behind a request. */
export interface Principal {
  readonly personId: string;
  readonly sessionId: string;
  readonly roles: readonly Role[];
  readonly locale: Locale;
  readonly mustChangePassword: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    principal?: Principal;
  }
}
