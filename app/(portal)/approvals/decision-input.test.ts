import { describe, expect, test } from "vitest";
import { z } from "zod";
import { newId, showId } from "@/lib/kernel/ids";
import { seenOperation, verdict } from "./decision-input";

const decision = z.strictObject({ ...seenOperation, ...verdict });
const seen = {
  operation: showId("operation", newId("operation")),
  revision: 1,
  digest: "0".repeat(64),
  decision: "approve",
  comment: "",
};

describe("a decision", () => {
  test("names the operation, the revision and the digest that were seen; an empty comment is none", () => {
    expect(decision.parse(seen)).toMatchObject({ revision: 1, comment: null });
  });

  test.each([
    ["a revision beyond what the database counts", { revision: 2_147_483_648 }],
    ["no revision at all", { revision: 0 }],
    ["part of a revision", { revision: 1.5 }],
    ["a revision in text", { revision: "1" }],
    ["another digest's spelling", { digest: "A".repeat(64) }],
    ["an id of another kind", { operation: `per_${newId("person")}` }],
    ["another verdict", { decision: "recall" }],
    ["half of a surrogate pair", { comment: "x\ud83d" }],
    ["whose it is", { makerId: newId("person") }],
  ])("is refused with %s", (_, wrong) => {
    expect(decision.safeParse({ ...seen, ...wrong }).success).toBe(false);
  });
});
