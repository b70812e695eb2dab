import type { PolicyFault } from './policy-faults.js';
import {
  LEVEL_LEGS,
  URGENCIES,
  type Kind,
  type LadderStep,
  type LevelLeg,
  type PolicyNumbers,
  type Urgency,
} from './policy.js';
import {
  dayWords,
  numberWords,
  POLICY_LANGUAGES,
  shareWords,
  workingTimeWords,
  type PolicyLanguage,
} from './policy-words.js';

/** Markdown in each language, with placeholders such as `{{answer.ordinary}}` where numbers stand. */
export type PolicyTexts = Readonly<Record<PolicyLanguage, string>>;

/** What a text is shown with besides the numbers. */
export interface DocumentFacts {
  readonly numbers: PolicyNumbers;
  /** Working minutes of a day in the default calendar. */
  readonly dayMinutes: number;
  /** A department's name in a language; unknown ones show their id. */
  readonly departmentName: (id: string, language: PolicyLanguage) => string | undefined;
}

type Writer = (language: PolicyLanguage, facts: DocumentFacts) => string;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** Every placeholder that these numbers give a meaning, in the order of the policy, with what it is replaced by. */
export function placeholders(numbers: PolicyNumbers): ReadonlyMap<string, Writer> {
  const time =
    (minutes: number): Writer =>
    (language, { dayMinutes }) =>
      workingTimeWords(language, minutes, dayMinutes);
  const number =
    (count: number): Writer =>
    (language) =>
      numberWords(language, count);
  const levels = LEVEL_LEGS.flatMap((leg) =>
    URGENCIES.flatMap((urgency): [string, Writer][] => {
      const level = numbers.levels.find((one) => one.leg === leg && one.urgency === urgency);
      return level ? [[`${leg}.${urgency}`, time(level.workingMinutes)]] : [];
    }),
  );
  const steps = numbers.ladder.flatMap((step): [string, Writer][] => {
    const writer = stepWriter(step);
    return writer ? [[`${step.leg}.${step.kind}`, writer]] : [];
  });
  return new Map<string, Writer>([
    ...levels,
    ['overrides', overridesText],
    ...steps,
    ['pause-limit', time(numbers.pauseLimitWorkingMinutes)],
    ['extension-limit', time(numbers.extensionLimitWorkingMinutes)],
    ['transfers-before-coordinator', number(numbers.transfersBeforeCoordinator)],
    ['redos-before-higher-level', number(numbers.redosBeforeHigherLevel)],
    ['bulletin.overdue', time(numbers.bulletin.overdueWorkingMinutes)],
    ['bulletin.redos', number(numbers.bulletin.redos)],
    ['bulletin.departments', number(numbers.bulletin.monthlyDepartments)],
    ['bulletin.smallest-group', number(numbers.bulletin.smallestGroup)],
    ['working-day', (language, { dayMinutes }) => dayWords(language, dayMinutes)],
  ]);
}

function stepWriter({ share, workingMinutesAfterDue }: LadderStep): Writer | null {
  if (share !== undefined) return (language) => shareWords(language, share);
  if (workingMinutesAfterDue === undefined) return null;
  return (language, { dayMinutes }) => workingTimeWords(language, workingMinutesAfterDue, dayMinutes);
}

/** The text with every placeholder replaced; unknown ones stay as they are, so that nobody overlooks them. */
export function renderDocument(text: string, language: PolicyLanguage, facts: DocumentFacts): string {
  const known = placeholders(facts.numbers);
  return text.replace(
    PLACEHOLDER,
    (whole, name: string) => known.get(name.trim())?.(language, facts) ?? whole,
  );
}

/** Placeholders that mean nothing, by language. */
export function documentFaults(texts: PolicyTexts, numbers: PolicyNumbers): readonly PolicyFault[] {
  const known = placeholders(numbers);
  return POLICY_LANGUAGES.flatMap((language) => {
    const unknown = new Set(mentioned(texts[language]).filter((name) => !known.has(name)));
    return [...unknown].map((name) => ({
      path: `texts.${language}`,
      code: 'unknown-placeholder',
      message: `{{${name}}} is not a number of this policy`,
    }));
  });
}

/** Numbers that are enforced and that a text never mentions, by language: with them it says less than the truth. */
export function documentGaps(texts: PolicyTexts, numbers: PolicyNumbers): readonly PolicyFault[] {
  return POLICY_LANGUAGES.flatMap((language) => {
    const said = new Set(mentioned(texts[language]));
    return [...placeholders(numbers).keys()]
      .filter((name) => !said.has(name))
      .map((name) => ({
        path: `texts.${language}`,
        code: 'never-mentioned',
        message: `must mention {{${name}}}`,
      }));
  });
}

function mentioned(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => (match[1] ?? '').trim());
}

interface OverrideWords {
  readonly none: string;
  readonly between: string;
  readonly legs: Readonly<Record<LevelLeg, string>>;
  readonly urgencies: Readonly<Record<Urgency, string>>;
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly colon: string;
}

const OVERRIDE_WORDS: Readonly<Record<PolicyLanguage, OverrideWords>> = {
  'zh-CN': {
    none: '目前没有特别时限。',
    between: '，',
    colon: '：',
    legs: {
      acknowledge: '受理',
      answer: '答复',
      'escalated-answer': '领导答复',
      confirmation: '评价',
      redo: '重办答复',
    },
    urgencies: { urgent: '紧急', ordinary: '一般', complex: '复杂' },
    kinds: { problem: '问题', question: '咨询', suggestion: '建议', praise: '表扬' },
  },
  en: {
    none: 'There are no special time limits at present.',
    between: ', ',
    colon: ': ',
    legs: {
      acknowledge: 'acknowledgement',
      answer: 'answer',
      'escalated-answer': 'answer of the leadership',
      confirmation: 'verdict',
      redo: 'new answer',
    },
    urgencies: { urgent: 'urgent', ordinary: 'ordinary', complex: 'complex' },
    kinds: { problem: 'problems', question: 'questions', suggestion: 'suggestions', praise: 'praise' },
  },
  ru: {
    none: 'Особых сроков сейчас нет.',
    between: ', ',
    colon: ': ',
    legs: {
      acknowledge: 'приём в работу',
      answer: 'ответ',
      'escalated-answer': 'ответ руководства',
      confirmation: 'оценка',
      redo: 'ответ после доработки',
    },
    urgencies: { urgent: 'срочные', ordinary: 'обычные', complex: 'сложные' },
    kinds: { problem: 'проблемы', question: 'вопросы', suggestion: 'предложения', praise: 'благодарности' },
  },
};

/** The special targets as a Markdown list, one a line. */
function overridesText(language: PolicyLanguage, facts: DocumentFacts): string {
  const words = OVERRIDE_WORDS[language];
  const lines = facts.numbers.overrides.map(({ departmentId, kind, leg, urgency, workingMinutes }) => {
    const department =
      departmentId === null ? [] : [plain(facts.departmentName(departmentId, language) ?? departmentId)];
    const subject = [
      ...department,
      ...(kind === null ? [] : [words.kinds[kind]]),
      words.urgencies[urgency],
      words.legs[leg],
    ];
    const target = workingTimeWords(language, workingMinutes, facts.dayMinutes);
    return `- ${subject.join(words.between)}${words.colon}${target}`;
  });
  return lines.length === 0 ? words.none : lines.join('\n');
}

/** A name inside Markdown says what it says. */
function plain(name: string): string {
  return name.replace(/[\\`*_{}[\]<>#|~]/g, String.raw`\$&`);
}
