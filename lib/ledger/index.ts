export { findProof, type TransferProof } from "./find-proof";
export { findTransferOperation } from "./find-transfer";
export { type FloatTotal, listLowFloats, readFloatTotals } from "./float-totals";
export { type AccountBook, type AccountEntry, listEntries } from "./list-entries";
export {
  applyMovements,
  type HoldMovement,
  type Movement,
  type MovementOutcome,
  type ReleaseMovement,
  type SettleMovement,
  type TransferMovement,
  toItem,
} from "./movements";
export { type AccountOwner, openAccount, openChains } from "./open-account";
export { type Balance, readBalance } from "./read-balance";
export { readBalances } from "./read-balances";
export { readFloatBalance } from "./read-float-balance";
export { type Journal, readJournal } from "./read-journal";
export { walletsCover } from "./wallets-cover";
