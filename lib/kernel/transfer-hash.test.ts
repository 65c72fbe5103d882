import { describe, expect, it } from "vitest";
import { readPastedHash, readTransferHash } from "./transfer-hash";

const HEX = "0123456789abcdef".repeat(4);

const OTHERS = [
  "",
  HEX,
  "tx_",
  `tx_${HEX.slice(1)}`,
  `tx_${HEX}0`,
  `tx-${HEX}`,
  `tx_${HEX.slice(1)}g`,
  `wo_${HEX}`,
  `tx_0x${HEX.slice(2)}`,
  `tx_${HEX}\u0000`,
  `tx_${HEX.slice(1)}\u0661`,
  `\u200btx_${HEX}`,
  `tx_${HEX} tx_${HEX}`,
];

describe("a transfer's public proof", () => {
  it("is read in the one spelling that is shown", () => {
    expect(readTransferHash(`tx_${HEX}`)).toBe(HEX);
    for (const text of [` tx_${HEX}`, `tx_${HEX}\n`, `TX_${HEX}`, `tx_${HEX.toUpperCase()}`]) {
      expect(readTransferHash(text)).toBeNull();
    }
  });

  it.each([
    `  tx_${HEX}\n`,
    `TX_${HEX.toUpperCase()}`,
    `tx_${HEX.slice(0, 32)}\r\n ${HEX.slice(32)}`,
    `\u00a0tx_${HEX}\u3000`,
  ])("is read from what a person has pasted: %j", (text) => {
    expect(readPastedHash(text)).toBe(HEX);
  });

  it.each(OTHERS)("is not %j", (text) => {
    expect([readTransferHash(text), readPastedHash(text)]).toEqual([null, null]);
  });
});
