import type { Department, Scope } from './contract.js';
import { listIn, textIn } from './localised.js';

export interface Suggestion {
  departmentId: string;
  score: number;
  /** The published words that met the typed ones, best first. */
  because: string[];
}

const HAN = /\p{Script=Han}/u;
const STOP_WORDS = new Set(
  (
    'the and for are was were with this that have has not you your our from they them his her its but can will would ' +
    'что это как для или при все нет так уже еще ещё они она его если только было есть мне меня нас'
  ).split(' '),
);

/** Pairs of Chinese characters, and words of other scripts cut to their stem-like beginning. */
export function featuresOf(text: string): Set<string> {
  const features = new Set<string>();
  const segments =
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
  for (const segment of segments) {
    if (HAN.test(segment)) {
      const characters = Array.from(segment);
      for (let index = 0; index + 1 < characters.length; index += 1) {
        features.add(`${characters[index] ?? ''}${characters[index + 1] ?? ''}`);
      }
    } else if (segment.length >= 3 && !STOP_WORDS.has(segment)) {
      features.add(segment.slice(0, 6));
    }
  }
  return features;
}

interface Phrase {
  departmentId: string;
  text: string;
  weight: number;
  features: Set<string>;
}

function phrasesOf(departments: readonly Department[], scopes: readonly Scope[], locale: string): Phrase[] {
  const phrase = (departmentId: string, text: string, weight: number): Phrase => ({
    departmentId,
    text,
    weight,
    features: featuresOf(text),
  });
  return [
    ...departments.map((department) => phrase(department.id, textIn(locale, department.name), 1.2)),
    ...scopes.flatMap((scope) => [
      phrase(scope.departmentId, textIn(locale, scope.title), 1.5),
      ...listIn(locale, scope.belongs).map((text) => phrase(scope.departmentId, text, 1)),
      ...listIn(locale, scope.belongsNot).map((text) => phrase(scope.departmentId, text, -0.6)),
    ]),
  ];
}

/**
 * Which departments' published scopes speak of the same things as the typed text. Runs in the browser; nothing that
 * is typed leaves it. A pair or word that many departments publish counts little, a rare one much.
 */
export function createSuggester(
  departments: readonly Department[],
  scopes: readonly Scope[],
  locale: string,
): (text: string, most?: number) => Suggestion[] {
  const active = departments.filter((department) => department.isActive && department.kind === 'ordinary');
  const known = new Set(active.map((department) => department.id));
  const phrases = phrasesOf(
    active,
    scopes.filter((scope) => known.has(scope.departmentId)),
    locale,
  );
  const owners = new Map<string, Set<string>>();
  for (const { features, departmentId } of phrases) {
    for (const feature of features) {
      owners.set(feature, (owners.get(feature) ?? new Set<string>()).add(departmentId));
    }
  }
  const rarity = (feature: string): number =>
    Math.log(1 + active.length / (owners.get(feature)?.size ?? active.length));

  return (text, most = 3) => {
    const typed = featuresOf(text);
    if (typed.size < 2) return [];
    const scores = new Map<string, { score: number; hits: Map<string, number> }>();
    for (const { departmentId, text: published, weight, features } of phrases) {
      let overlap = 0;
      for (const feature of features) if (typed.has(feature)) overlap += rarity(feature);
      if (overlap === 0) continue;
      const entry = scores.get(departmentId) ?? { score: 0, hits: new Map<string, number>() };
      const gain = (weight * overlap) / Math.sqrt(features.size);
      entry.score += gain;
      if (gain > 0) entry.hits.set(published, gain);
      scores.set(departmentId, entry);
    }
    const ranked = [...scores.entries()]
      .map(([departmentId, { score, hits }]) => ({
        departmentId,
        score,
        because: [...hits.entries()]
          .sort((left, right) => right[1] - left[1])
          .slice(0, 2)
          .map(([published]) => published),
      }))
      .filter(({ score, because }) => score > 0.8 && because.length > 0)
      .sort((left, right) => right.score - left.score);
    const best = ranked[0]?.score ?? 0;
    return ranked.filter(({ score }) => score >= best * 0.4).slice(0, most);
  };
}
