import { asProblem, type Problem } from './problem.js';

const RETRY_MILLIS = [1000, 2000, 5000, 10_000, 20_000];

/** What is sent, and what happens when it is decided. */
export interface Consignment<Answer> {
  /** Called again until the server has answered. */
  send: () => Promise<Answer>;
  arrived: (answer: Answer) => void;
  /** The server has refused it for good. */
  returned: (problem: Problem) => void;
  /** Another try begins, counted from 1; null when it is over. */
  trying: (attempts: number | null) => void;
}

/** Sends one thing until the server has answered, however many tries that takes. */
export class Delivery<Answer> {
  private attempts = 0;
  private current: Promise<boolean> | null = null;
  private forgetNext: () => void = () => undefined;
  private isOver = false;

  /** @param later does something after so many milliseconds; its answer takes that back */
  constructor(
    private readonly consignment: Consignment<Answer>,
    private readonly later: (work: () => void, milliseconds: number) => () => void,
  ) {}

  /** Tries now, unless a try is under way; resolves with whether it has arrived. */
  attempt(): Promise<boolean> {
    this.forgetNext();
    this.current ??= this.try().finally(() => (this.current = null));
    return this.current;
  }

  /** No further try, and whatever is still answered is nobody's any more. */
  stop(): void {
    this.isOver = true;
    this.forgetNext();
  }

  private async try(): Promise<boolean> {
    if (this.isOver) return false;
    this.attempts += 1;
    this.consignment.trying(this.attempts);
    let answer: Answer;
    try {
      answer = await this.consignment.send();
    } catch (error) {
      this.failed(asProblem(error));
      return false;
    }
    if (this.end()) this.consignment.arrived(answer);
    return true;
  }

  private failed(problem: Problem): void {
    if (!problem.isPassing) {
      if (this.end()) this.consignment.returned(problem);
    } else if (!this.isOver) {
      const wait = RETRY_MILLIS[Math.min(this.attempts, RETRY_MILLIS.length) - 1] ?? 0;
      this.forgetNext = this.later(() => void this.attempt(), wait);
    }
  }

  /** Whether somebody still wants to know. */
  private end(): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    this.consignment.trying(null);
    return true;
  }
}
