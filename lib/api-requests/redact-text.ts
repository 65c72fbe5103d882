/** What stands for what is not told. */
export const HIDDEN = "•••";

const MOST = 200;
/** Anything that begins as a key or a bearer header does, however much of it was sent. */
const SECRET = /uwk_[A-Za-z0-9]*|bearer\s+\S+/gi;
/** Seven digits or more, however they are set apart: a phone, or what could be one. Percent signs stand in queries. */
const DIGITS = /(?:\+|%2B)?\(?\p{Nd}(?:(?:[\s.()/_\p{Pd}]|%2[0D])*\p{Nd}){6,}/giu;
/** What a uuid or a hash says is no phone, and is what people look for in a log. */
const OURS =
  /(?<![0-9a-z-])(?:[a-z]{2,4}_)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z-])|(?<![0-9a-z])tx_[0-9a-f]{64}(?![0-9a-z])/g;

/** E.164: one digit or two in these zones, three elsewhere. Asking a table of all countries' numbers takes longer than all else that is done here. */
const CALLING_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** A phone as the log shows it, "+234…5678": country and last four digits. What is none shows at most its last four. */
export function redactPhone(text: string): string {
  const plus = /\+|%2B/i;
  const digits = text.replace(plus, "").replace(/[^0-9]/g, "");
  const last = digits.length >= 8 ? digits.slice(-4) : "";
  const country = plus.test(text) ? CALLING_CODE.exec(digits)?.[0] : undefined;
  return last && country ? `+${country}…${last}` : `…${last}`;
}

/** What most texts are: a word, or an id of ours alone. */
const PLAIN = /^(?:[A-Za-z.-]{0,60}|[a-z]{2,4}_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** A text of somebody else's: without keys and phones, cut, and such as the database can keep. */
export function redactText(text: string): string {
  if (PLAIN.test(text)) return text;
  const whole = cut(text).replace(SECRET, HIDDEN);
  let redacted = "";
  let from = 0;
  for (const match of whole.matchAll(OURS)) {
    redacted += whole.slice(from, match.index).replace(DIGITS, redactPhone) + match[0];
    from = match.index + match[0].length;
  }
  return redacted + whole.slice(from).replace(DIGITS, redactPhone);
}

// A cut could leave the first half of a phone: too few digits to be found, and enough to be told. So digits before it go with it.
function cut(text: string): string {
  // A null byte and half a pair are what the database refuses.
  const plain = text.slice(0, MOST).toWellFormed().replaceAll("\0", "");
  return text.length > MOST ? `${plain.replace(/[\p{Nd}\s+.()/-]*$/u, "")}…` : plain;
}
