/**
 * Whether a text can be read by the person who is to decide on it: no control or invisible format characters, which have no business there, and no
 * half of a surrogate pair, which is no text at all and is refused by the database.
 */
export function isReadable(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u.test(text);
}
