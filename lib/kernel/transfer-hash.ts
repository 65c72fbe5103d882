const SHOWN = /^tx_([0-9a-f]{64})$/;

/**
 * The hash in a transfer's public proof (`tx_` and 64 hex digits, the `blockchainID` of the Distributor API), as 64 hex digits, or null for any
 * other text: the one spelling that is shown is accepted.
 */
export function readTransferHash(text: string): string | null {
  return SHOWN.exec(text)?.[1] ?? null;
}

/**
 * The same from what a person has typed or pasted: in capitals, with blanks around it, or broken into lines as on the paper of a receipt.
 */
export function readPastedHash(text: string): string | null {
  return readTransferHash(text.replace(/\s/g, "").toLowerCase());
}
