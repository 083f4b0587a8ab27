import { readsAsOther } from './reads-as-other';

const SAFE = 0;
const SPACE = 1;
const COLON = 2;
const HASH = 3;
const UNSURE = 4;

/** What each ASCII character may do within a text without quotes. */
const WITHIN = Uint8Array.from({ length: 128 }, (_, code) =>
  code < 0x20 || code === 0x7f ? UNSURE : ({ 32: SPACE, 58: COLON, 35: HASH }[code] ?? SAFE),
);
/** The characters that begin neither a number, nor a date, nor anything that has a meaning in YAML. */
const BEGINS_TEXT = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z/$_(]/.test(String.fromCharCode(code)) ? 1 : 0,
);
/** The longest word that means something else is `false`, but an `e` may begin a number of any length. */
const LONGEST_WORD = 5;

// tabs and newlines aside, control characters and halves of a surrogate pair can only be written as escapes
const CONTROLS = /(?![\t\n])[\p{Cc}\p{Cs}]/u;
// finds these and whole pairs too, four times as fast
const CONTROLS_OR_PAIRS = /[^\t\n -~\u00a0-\ud7ff\ue000-\uffff]/;
const NOT_BARE = /^[\t ,[\]{}#&*!|>'"%@`]|^[?-](?:[\t ]|$)|:[\t ]|[\t ]#|[\t :]$/;

/** Whether it has characters that YAML has only as escapes in double quotes. */
export function hasControls(text: string): boolean {
  return CONTROLS_OR_PAIRS.test(text) && CONTROLS.test(text);
}

/** Whether a text of one line can stand without quotes and be read as the same text. */
export function isPlainText(text: string): boolean {
  return !NOT_BARE.test(text) && !readsAsOther(text) && !hasControls(text);
}

/** The quick answer to the same question, at a nanosecond a character: false means that it has to be looked at. */
export function isSurelyPlain(text: string): boolean {
  const { length } = text;
  const first = text.charCodeAt(0);
  if (!(first < 128) || BEGINS_TEXT[first] === 0) return false;
  if ((length <= LONGEST_WORD || first === 0x65 || first === 0x45) && readsAsOther(text)) return false;
  let before = SAFE;
  for (let index = 1; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127) return false;
    const kind = WITHIN[code] as number;
    if (kind === UNSURE || (before === COLON && kind === SPACE) || (before === SPACE && kind === HASH)) return false;
    before = kind;
  }
  return before !== SPACE && before !== COLON;
}
