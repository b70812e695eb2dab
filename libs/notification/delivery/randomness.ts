import { Injectable } from '@nestjs/common';

/** Source of jitter; tests put a fixed one in its place. */
@Injectable()
export class Randomness {
  /** From 0 to below 1. */
  fraction(): number {
    return Math.random();
  }
}
