import { Injectable, type LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { Settings } from '../settings/settings.js';

/** Structured log lines on standard output. Never give it a person's text, name or address. */
@Injectable()
export class Log implements LoggerService {
  readonly pino: Logger;

  constructor(settings: Settings) {
    this.pino = pino({ level: settings.logLevel, base: null });
  }

  debug(message: string, facts: object = {}): void {
    this.pino.debug(facts, message);
  }
  log(message: string, facts: unknown = {}): void {
    this.pino.info(typeof facts === 'object' ? facts : { context: facts }, message);
  }
  warn(message: string, facts: unknown = {}): void {
    this.pino.warn(typeof facts === 'object' ? facts : { context: facts }, message);
  }
  error(message: string, facts: unknown = {}): void {
    const { error, ...rest } =
      typeof facts === 'object' && facts !== null ? (facts as { error?: unknown }) : { error: facts };
    this.pino.error(error instanceof Error ? { ...rest, err: error } : { ...rest, error }, message);
  }
}
