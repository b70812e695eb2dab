import { createHash } from 'node:crypto';

/** Choices that look random and are always the same for the same seed; each has a topic, so none shifts another. */
export class SeededChoice {
  constructor(private readonly seed: string) {}

  /** From 0 to below 1. */
  fraction(topic: string): number {
    const digest = createHash('sha256')
      .update(JSON.stringify([this.seed, topic]))
      .digest();
    return digest.readUIntBE(0, 6) / 2 ** 48;
  }

  chance(topic: string, probability: number): boolean {
    return this.fraction(topic) < probability;
  }

  /** A whole number from `least` to `most`. */
  between(topic: string, least: number, most: number): number {
    return least + Math.floor(this.fraction(topic) * (most - least + 1));
  }

  pick<Item>(topic: string, items: readonly Item[]): Item {
    const item = items[Math.floor(this.fraction(topic) * items.length)];
    if (item === undefined) throw new Error(`Nothing to choose from: ${topic}.`);
    return item;
  }

  /** One of the names, as often as its weight says. */
  weighted<Name extends string>(topic: string, weights: Readonly<Record<Name, number>>): Name {
    const entries = Object.entries<number>(weights) as [Name, number][];
    let left = this.fraction(topic) * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    throw new Error(`Nothing to choose from: ${topic}.`);
  }
}
