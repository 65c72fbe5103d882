import { expect, it } from "vitest";
import { openApiDocument } from "../openapi";
import { FIND_TRANSFER } from "./endpoints";
import { PUBLIC_API } from "./info";
import { transferProof } from "./schemas";

// Renew it with: npx vitest run --project unit lib/api/public-v1 -u
it("the committed document of the public API is the one that its endpoint gives, and asks for no key", async () => {
  const document = openApiDocument([FIND_TRANSFER], PUBLIC_API);
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot("openapi.json");
  expect(document.security).toEqual([]);
  expect(JSON.stringify(document)).not.toMatch(/api-keys\.|auth\.|uwk_/);
});

it("the public learns these seven things of a transfer, and one more is a decision", () => {
  expect(Object.keys(transferProof.shape)).toEqual([
    "blockchainID",
    "confirmed",
    "amount",
    "currency",
    "sequenceNumber",
    "postedAt",
    "chainVerifiedAt",
  ]);
});
