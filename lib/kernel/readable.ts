/** Says whether the character before it is a picture: part of what many keyboards write for a heart. */
const PICTURE_OR_TEXT = /[\uFE0E\uFE0F]/g;

/**
 * Whether a text can be read by the person who is to decide on it: no control or invisible format characters, letters that look like a blank or
 * like nothing (Unicode's Default_Ignorable_Code_Point, the empty braille pattern), which have no business there, and no half of a surrogate
 * pair, which is no text at all and is refused by the database.
 */
export function isReadable(text: string): boolean {
  const seen = text.replaceAll(PICTURE_OR_TEXT, "");
  return (seen !== "" || text === "") && !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{DI}\u2800]/u.test(seen);
}
