import { characters, words, type Patterns } from './trace.js';

/** Colleagues know each other by these from every chat. */
export const MANNER: Patterns = [
  [
    'manner',
    characters(
      String.raw`(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f)(?:[\p{Emoji_Modifier}\ufe0f\u200d]|\p{Extended_Pictographic})*`,
    ),
    characters(
      String.raw`[!?！？]{3,}|[~～]{1,}(?![\d])|(?<!\.)\.{4,}|。{2,}|…{3,}|\){3,}|(?<=\s|^)[:;]-?[()DP](?=\s|$)`,
    ),
    characters('哈{2,}|呵{2,}|嘻{2,}|嘿{2,}|233+|666+(?!\\d)'),
    words('ha(?:ha)+h?|lol|lmao|imho|хах[ах]*|ахах[ах]*|лол'),
    new RegExp('(?<![\\p{L}\\p{N}])[\\p{Lu}]{5,}(?:[ ,]+\\p{Lu}{2,})*(?![\\p{L}\\p{N}])', 'gu'),
    // Greetings and signatures, which an anonymous text needs least.
    characters('此致[\\s，,]*敬礼[!！]?|敬上|(?:署名|落款)[：:]?|您?好?领导们?好[!！]?'),
    words(
      '(?:best|kind|warm) regards|yours (?:sincerely|faithfully|truly)|cheers,|с уважением|всего доброго|ваш(?:а)? коллега',
    ),
  ],
];
