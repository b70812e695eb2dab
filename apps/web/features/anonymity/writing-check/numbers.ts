import { characters, words, type Patterns } from './trace.js';

/** What is written with digits in every language. */
export const NUMBERS: Patterns = [
  [
    'contact',
    characters(String.raw`[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{2,24}){1,4}`),
    words(String.raw`(?:qq|wechat|weixin|telegram|whatsapp|vx)(?: ?号|：|: ?| )[\w@-]{5,24}`),
    characters(String.raw`(?:微信|qq)(?:号|号码)?(?:是|为|：|:)?\s?[a-z\d][\w-]{4,24}`),
    characters(String.raw`(?<![\w@.])@[a-z]\w{4,31}`),
  ],
  [
    'phone',
    // Mobile numbers of China and Russia, others with their country, with an area, and inside the house.
    characters(String.raw`(?<![\d-])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)`),
    characters(String.raw`(?<![\d-])(?:\+7|8)[ -]?\(?9\d\d\)?[ -]?\d{3}[ -]?\d\d[ -]?\d\d(?!\d)`),
    characters(String.raw`(?<!\d)\+\d{1,3}[ -]?\(?\d{1,4}\)?(?:[ -]?\d{2,4}){2,4}(?!\d)`),
    characters(String.raw`(?<![\d-])0\d{2,3}[ -]\d{7,8}(?!\d)`),
    words(String.raw`(?:ext\.?|extension|доб\.?|добавочный)\s?(?:№|no\.?|:)?\s?\d{2,6}`),
    characters(String.raw`分机(?:号)?(?:是|为|：|:)?\s?\d{2,6}`),
  ],
  [
    'number',
    words(String.raw`[a-z]{1,3}-?\d{3,8}`),
    // Nobody counts money or people in six digits without saying so.
    characters(
      String.raw`(?<![\d.,-])\d{6,}(?:-\d+)*(?!\d|[.,]\d|\s?(?:元|块|万|人|次|个|%|￥|rmb|cny|yuan|руб|₽))`,
    ),
    characters(String.raw`(?:工号|员工号|员工编号)(?:是|为|：|:)?\s?[a-z\d][\w-]{2,11}`),
    words(String.raw`(?:employee|staff|badge|agent)\s(?:no\.?|number|id)\s?(?:is|:)?\s?[a-z\d-]{3,12}`),
    words(String.raw`табельн\p{L}{2,3}(?: номер\p{L}{0,2})?\s?(?:№|:)?\s?[a-z\d-]{3,12}`),
  ],
  [
    'date',
    characters(String.raw`(?<![\d.-])(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?![\d-])`),
    characters(String.raw`(?<![\d./-])\d{1,2}[./]\d{1,2}[./](?:20)?\d\d(?![\d./])`),
    // Quarters of an hour are opening hours; other minutes are something that happened.
    characters(String.raw`(?<![\d:])(?:[01]?\d|2[0-3]):(?!00|15|30|45)[0-5]\d(?![\d:])`),
  ],
];
