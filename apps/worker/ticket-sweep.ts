import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Log, Repetition } from '@huiyin/platform';
import { ClockSweep } from '@huiyin/sla';
import { observeSweep } from './sweep-metrics.js';
import {
  Admission,
  AnswerSheetPress,
  ClockReactions,
  CloseUnconfirmed,
  EscalateOverdue,
} from '@huiyin/ticket';

/** What a clock has come to is recorded within a second. */
const CLOCKS_EVERY_MS = 500;
/** Rarely anything, and a leader may have been appointed since. */
const UNTAKEN_EVERY_MS = 15_000;
const SILENCE_EVERY_MS = 10_000;
const CLOSED_AT_ONCE = 100;
/** What the intake releases waits a day anyway; the demo, which releases every minute, should not wait much longer. */
const ADMISSION_EVERY_MS = 5_000;
const ADMITTED_AT_ONCE = 100;
const SHEET_EVERY_MS = 15_000;

/** Does what tickets need when time passes and nobody acts. */
@Injectable()
export class TicketSweep implements OnModuleDestroy {
  private repetitions: readonly Repetition[] = [];

  constructor(
    private readonly clockSweep: ClockSweep,
    private readonly clockReactions: ClockReactions,
    private readonly escalateOverdue: EscalateOverdue,
    private readonly closeUnconfirmed: CloseUnconfirmed,
    private readonly admission: Admission,
    private readonly sheets: AnswerSheetPress,
    private readonly log: Log,
  ) {}

  start(): void {
    const again = (name: string, everyMs: number, step: () => Promise<boolean>): Repetition =>
      new Repetition(name, everyMs, this.log, step);
    this.repetitions = [
      again(
        'record clocks',
        CLOCKS_EVERY_MS,
        async () => (await observeSweep((hear) => this.clockSweep.sweep(undefined, hear))) > 0,
      ),
      again('react to clocks', CLOCKS_EVERY_MS, async () => (await this.clockReactions.advance()) > 0),
      again('escalate what nobody could take over before', UNTAKEN_EVERY_MS, async () => {
        await this.escalateOverdue.sweep();
        return false;
      }),
      again('close unconfirmed tickets', SILENCE_EVERY_MS, async () => {
        return (await this.closeUnconfirmed.sweep(CLOSED_AT_ONCE)) === CLOSED_AT_ONCE;
      }),
      again('take over what the intake released', ADMISSION_EVERY_MS, async () => {
        return (await this.admission.sweep(ADMITTED_AT_ONCE)) > 0;
      }),
      again('seal answers to anonymous authors', SHEET_EVERY_MS, async () => {
        await this.sheets.sweep();
        return false;
      }),
    ];
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.repetitions.map((repetition) => repetition.stop()));
  }
}
