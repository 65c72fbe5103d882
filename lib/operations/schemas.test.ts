import { describe, expect, test } from "vitest";
import { memoText, reasonText, referenceText } from "./schemas";

describe.each([
  ["memo", memoText],
  ["reference", referenceText],
  ["reason", reasonText],
])("a %s", (_, schema) => {
  test.each(["Rent", "₦ 5", "Àjọ́ké 😀"])("may be %j", (text) => {
    expect(schema.safeParse(text).success).toBe(true);
  });

  test.each(["a\u0000b", "a\nb", "a\u202eb", "a\u200bb", "a\ud83d", "\ude00a", "   "])("may not be %j", (text) => {
    expect(schema.safeParse(text).success).toBe(false);
  });
});
