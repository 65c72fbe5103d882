import { expect, it } from "vitest";
import { money } from "@/lib/kernel/money";
import { toProof } from "./mappers";
import { transferProof } from "./schemas";

const HASH = "0123456789abcdef".repeat(4);

it("of a transfer that is not confirmed nothing is told that a client could take for true", () => {
  expect(toProof(HASH, { confirmed: false })).toEqual({ blockchainID: `tx_${HASH}`, confirmed: false });
});

it("a confirmed one is told as the document says", () => {
  const postedAt = new Date("2026-11-20T10:28:04.125Z");
  const proof = { confirmed: true, amount: money(5_000_05n, "NGN"), sequenceNumber: 12n, postedAt } as const;
  const verified = { ...proof, chainVerifiedAt: new Date("2026-11-21T01:00:00Z") };
  const wire = {
    blockchainID: `tx_${HASH}`,
    confirmed: true,
    amount: "5000.05",
    currency: "NGN",
    sequenceNumber: 12,
    postedAt: "2026-11-20T10:28:04.125Z",
  };
  expect(transferProof.parse(toProof(HASH, { ...proof, chainVerifiedAt: null }))).toEqual(wire);
  expect(transferProof.parse(toProof(HASH, verified))).toEqual({
    ...wire,
    chainVerifiedAt: "2026-11-21T01:00:00.000Z",
  });
});
