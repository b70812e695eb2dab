import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { BulletinRules, MonthlyDrafts, RectificationReminders } from '@huiyin/bulletin';
import { Log, Repetition } from '@huiyin/platform';

const RULES_EVERY_MS = 1_000;
/** Looks at state and costs three reads by key, so it may as well notice soon. */
const CALENDAR_EVERY_MS = 5_000;
const REMINDED_AT_ONCE = 50;

/** Drafts bulletins when a rule or the calendar asks for one, and keeps an eye on what was promised. */
@Injectable()
export class BulletinSweep implements OnModuleDestroy {
  private repetitions: readonly Repetition[] = [];

  constructor(
    private readonly rules: BulletinRules,
    private readonly months: MonthlyDrafts,
    private readonly reminders: RectificationReminders,
    private readonly log: Log,
  ) {}

  start(): void {
    this.repetitions = [
      new Repetition(
        'gather cases for bulletins',
        RULES_EVERY_MS,
        this.log,
        async () => (await this.rules.advance()) > 0,
      ),
      new Repetition('draft monthly bulletins', CALENDAR_EVERY_MS, this.log, () => this.months.sweep()),
      new Repetition(
        'remind of rectifications',
        CALENDAR_EVERY_MS,
        this.log,
        async () => (await this.reminders.sweep(REMINDED_AT_ONCE)) === REMINDED_AT_ONCE,
      ),
    ];
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.repetitions.map((repetition) => repetition.stop()));
  }
}
