import { words, type Patterns } from './trace.js';

const FEW = '(?:two|three|four|five|six|seven|eight|nine|[2-9])';
const NUMBER = '(?:\\d{1,2}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const MONTH =
  '(?:January|February|April|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?';
const ORDINAL = '(?:[12]?\\d|3[01])(?:st|nd|rd|th)?';
const DAY = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|night|evening|weekend)';
const TIME_OF_DAY =
  '(?:night|late|early|morning|evening|afternoon|day|graveyard|swing|weekend|last|next|first|second|third)';
const TEAM = '(?:team|group|crew|squad|unit|desk|room|row)';
const RANK =
  '(?:team leader|team lead|shift leader|supervisor|manager|trainer|trainee|mentor|intern|apprentice|newcomer|new (?:employee|starter|joiner|hire|agent)|union (?:member|representative)|mother|father|single parent)';
const FAMILY = '(?:husband|wife|partner|child|children|son|daughter|kids?|baby|boyfriend|girlfriend)';

/** May and March are also other words: they count in capitals only. */
const CAPITAL_MONTH = '(?:May|March)';

export const ENGLISH: Patterns = [
  [
    'date',
    words(`${ORDINAL} (?:of )?${MONTH}(?: \\d{4})?|${MONTH} ${ORDINAL}(?:,? \\d{4})?`),
    new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${ORDINAL} (?:of )?${CAPITAL_MONTH}|${CAPITAL_MONTH} ${ORDINAL})(?![\\p{L}\\p{N}])`,
      'gu',
    ),
    words(
      `the day before yesterday|yesterday|today|tonight|this morning|last ${DAY}|(?:on|since) the ${ORDINAL}`,
    ),
  ],
  [
    'shift',
    words(`(?:my|our)(?: own)? (?:${TIME_OF_DAY} ){0,2}(?:shifts?|rota|roster|duty|duties)`),
    words(
      `I(?:'m| am| was| worked| work| had| have| did)(?: always| usually| often)?(?: on)?(?: the)? (?:${TIME_OF_DAY} ){1,2}shifts?`,
    ),
    words('I (?:was|am) (?:on duty|on shift)|(?:when|while) I was on'),
  ],
  [
    'seat',
    words(
      '(?:seat|desk|workstation|locker|booth|cubicle)(?: (?:no\\.?|number))?\\s?#?[a-z]{0,2}-?\\d{1,5}[a-z]?',
    ),
    words(
      '(?:my|our) (?:own )?(?:seat|desk|workstation|locker|booth|cubicle)|(?:second|third|fourth|last|first) row|row \\d{1,2}',
    ),
    words('I (?:always |usually )?(?:sit|am sitting|was sitting)'),
  ],
  [
    'small-group',
    words(`(?:my|our|a) (?:(?:own|small|little) )?${TEAM} of (?:only |just )?${FEW}`),
    words(`(?:only |just )?(?:the )?${FEW} of us|us ${FEW}|we are (?:only |just )?${FEW}`),
    words(`(?:my|our|in|from|of|to) ${TEAM} (?:no\\.? ?|number )?\\d{1,3}`),
    words(
      `(?:my|our) ${TEAM} (?:has|have|had|is|are|with) (?:only |just )?${FEW}(?: people| members| agents| colleagues)?`,
    ),
  ],
  [
    'only-one',
    words(
      "I(?:'m| am| was|'ve been| have been) (?:the only|alone|by myself|on my own)(?: (?:one|person|woman|man|agent|employee))?",
    ),
    words('(?:the )?only (?:one|person|woman|man|agent|employee)(?: (?:here|there|in|on|of|who))?'),
    words(
      '(?<!if )only (?:I|me)|(?:nobody|no one|no-one|everyone|everybody|all)(?: else)? (?:but|except) (?:me|myself)|I alone',
    ),
  ],
  [
    'about-me',
    words(`(?:as|I(?:'m| am| was)) (?:a|an|the|your)(?: \\p{L}+){0,2}? ${RANK}`),
    words(
      `I(?:'ve| have)?(?: been| worked| been working| work)*(?: here| in this \\p{L}+)? (?:for|since) (?:more than |about |almost |only |just )?(?:${NUMBER} (?:years?|months?|weeks?)|(?:19|20)\\d\\d)`,
    ),
    words(`I(?:'m| am) (?:pregnant|disabled|\\d\\d years old)|my ${FAMILY}`),
  ],
];
