import { z } from "zod";
import { isReadable } from "@/lib/kernel/readable";

/** The types of operation there are. The registry is total over them. */
export const OPERATION_TYPES = [
  "cash-in",
  "cash-out-fulfillment",
  "float-sale",
  "float-return",
  "float-request",
  "float-withdrawal",
  "float-account-open",
  "own-transfer",
  "reversal",
  "person-invite",
  "person-roles",
  "person-reinstate",
  "person-remove",
  "person-totp-reset",
  "person-phone",
  "person-delegate",
  "distributor-create",
  "distributor-reinstate",
  "distributor-features",
  "distributor-limits",
  "merchant-reinstate",
  "customer-reinstate",
  "api-key-create",
  "api-key-widen",
  "api-keys-start",
  "policy-change",
] as const;

/** A type of operation. */
export type OperationType = (typeof OPERATION_TYPES)[number];

/** The types that clients of the API see, by the contract's names (contract: Operation object). They make those of `POST …/operations` alone. */
export const WIRE_TYPES = [
  "cash-in",
  "cash-out-fulfillment",
  "float-request",
  "float-withdrawal",
  "reversal",
] as const satisfies readonly OperationType[];

/** A type that clients of the API know. */
export type WireType = (typeof WIRE_TYPES)[number];

/** The types that can be reversed, whole or in part (db/functions/064_reversals.sql). */
export const REVERSIBLE_TYPES = ["cash-in", "cash-out-fulfillment"] as const satisfies readonly OperationType[];

/** How a customer was paid (contract: Cash-out queue). */
export const FULFILMENT_TYPES = ["cash", "bank-transfer"] as const;

/** How a customer was paid. */
export type FulfilmentType = (typeof FULFILMENT_TYPES)[number];

const readable = (most: number) =>
  z.string().trim().min(1).max(most).refine(isReadable, "must not contain control or invisible characters");

/** A note for the checker and the records, at most 140 characters. */
export const memoText = readable(140);

/** A receipt or reference id, at most 64 characters. */
export const referenceText = readable(64);

/** Whom the issuer is to pay, and where, at most 140 characters. */
export const payeeText = readable(140);

/** What an account beside the float is called, at most 40 characters. */
export const accountNameText = readable(40);

/** Why a request is rejected, at most 280 characters. */
export const reasonText = readable(280);

/** The six digits that a customer reads out to agree. */
export const consentCode = z.string().regex(/^[0-9]{6}$/, "must be six digits");

/** A merchant's short code as a recipient. */
export const shortCodeText = z.string().regex(/^[0-9]{3,12}$/, "must be 3 to 12 digits");
