import { describe, expect, test } from "vitest";
import { DomainError, ERRORS, type ErrorCode, isDomainError, isErrorCode } from "./errors";

// Public names. Adding one is a line here; a renamed or removed one breaks clients and stored operations.
const PUBLIC_CODES = [
  "api-keys.already-revealed conflict",
  "api-keys.changed-meanwhile conflict",
  "api-keys.ended conflict",
  "api-keys.identity-changed forbidden",
  "api-keys.keys-off forbidden",
  "api-keys.lapsed conflict",
  "api-keys.not-found not-found",
  "api-keys.not-maker forbidden",
  "api-keys.not-revealed conflict",
  "api-keys.not-stopped conflict",
  "api-keys.not-yours-to-grant forbidden",
  "api-keys.nothing-changes unprocessable",
  "api-keys.nothing-wider invalid",
  "api-keys.permission-missing forbidden",
  "api-keys.rate-limited rate-limited",
  "api-keys.stopped conflict",
  "api-keys.wider invalid",
  "api-requests.not-found not-found",
  "audit.checked-too-often rate-limited",
  "auth.address-not-allowed forbidden",
  "auth.forbidden forbidden",
  "auth.invalid-api-key unauthenticated",
  "auth.not-signed-in unauthenticated",
  "auth.session-ended unauthenticated",
  "auth.step-up-required forbidden",
  "batches.changed-meanwhile conflict",
  "batches.consent-asked forbidden",
  "batches.duplicates-unconfirmed conflict",
  "batches.empty invalid",
  "batches.incomplete invalid",
  "batches.line-not-found not-found",
  "batches.not-as-seen conflict",
  "batches.not-found not-found",
  "batches.not-maker forbidden",
  "batches.not-ready conflict",
  "batches.nothing-to-submit conflict",
  "batches.problems-left conflict",
  "batches.too-large invalid",
  "batches.too-many-rows invalid",
  "batches.too-wide invalid",
  "batches.unreadable invalid",
  "delegations.dates conflict",
  "delegations.not-found not-found",
  "delegations.overlaps conflict",
  "delegations.yourself conflict",
  "id.malformed invalid",
  "idempotency.in-progress conflict",
  "idempotency.key-malformed invalid",
  "idempotency.key-reused unprocessable",
  "ledger.account-closed unprocessable",
  "ledger.insufficient-account unprocessable",
  "ledger.insufficient-float unprocessable",
  "ledger.insufficient-wallet unprocessable",
  "ledger.transfer-not-found not-found",
  "limits.customer-daily-exceeded forbidden",
  "limits.customer-weekly-exceeded forbidden",
  "limits.daily-volume-exceeded forbidden",
  "limits.distributor-daily-volume-exceeded forbidden",
  "limits.distributor-per-transaction-exceeded forbidden",
  "limits.distributor-weekly-volume-exceeded forbidden",
  "limits.maker-daily-exceeded forbidden",
  "limits.maker-weekly-exceeded forbidden",
  "limits.per-transaction-exceeded forbidden",
  "money.malformed invalid",
  "money.not-positive invalid",
  "money.too-large invalid",
  "money.too-many-decimals invalid",
  "operations.about-yourself forbidden",
  "operations.already-decided conflict",
  "operations.already-voted conflict",
  "operations.approver-left conflict",
  "operations.consent-awaited conflict",
  "operations.consents-asked-too-often rate-limited",
  "operations.controlled-approver forbidden",
  "operations.controlled-identity forbidden",
  "operations.destination-both invalid",
  "operations.destination-missing invalid",
  "operations.expired conflict",
  "operations.fulfilment-id-used conflict",
  "operations.maker-left conflict",
  "operations.not-approved conflict",
  "operations.not-found not-found",
  "operations.not-maker forbidden",
  "operations.not-pending conflict",
  "operations.not-reversible conflict",
  "operations.not-revisable conflict",
  "operations.nothing-changed conflict",
  "operations.own-operation forbidden",
  "operations.reason-required invalid",
  "operations.reference-used conflict",
  "operations.reversal-exceeds unprocessable",
  "operations.reversal-spent unprocessable",
  "operations.reversal-too-late conflict",
  "operations.revision-changed conflict",
  "operations.same-account invalid",
  "operations.waits-for-issuer conflict",
  "organisations.account-name-used conflict",
  "organisations.account-not-found not-found",
  "organisations.already-suspended conflict",
  "organisations.changed-meanwhile conflict",
  "organisations.distributor-not-found not-found",
  "organisations.distributor-suspended forbidden",
  "organisations.feature-off forbidden",
  "organisations.id-used conflict",
  "organisations.merchant-not-found not-found",
  "organisations.not-suspended conflict",
  "organisations.nothing-changes unprocessable",
  "organisations.short-code-used conflict",
  "organisations.too-many-accounts conflict",
  "pagination.bad-cursor invalid",
  "pagination.bad-limit invalid",
  "people.already-member conflict",
  "people.already-suspended conflict",
  "people.changed-meanwhile conflict",
  "people.invited-too-often rate-limited",
  "people.known-elsewhere forbidden",
  "people.last-admin conflict",
  "people.maker-left conflict",
  "people.not-active conflict",
  "people.not-enrolled conflict",
  "people.not-invited conflict",
  "people.not-member not-found",
  "people.not-suspended conflict",
  "people.phone-taken conflict",
  "people.policy-needs-them conflict",
  "people.roles-not-narrower unprocessable",
  "people.roles-not-wider unprocessable",
  "people.too-few-deciders conflict",
  "phone.malformed invalid",
  "policies.changed-meanwhile conflict",
  "policies.not-satisfiable unprocessable",
  "policies.nothing-changes unprocessable",
  "request.bad-origin forbidden",
  "request.duplicate-field invalid",
  "request.invalid invalid",
  "request.malformed-json invalid",
  "request.method-not-allowed method-not-allowed",
  "request.not-found not-found",
  "request.rate-limited rate-limited",
  "request.too-large too-large",
  "request.unknown-field invalid",
  "request.unsupported-media-type unsupported-media",
  "runtime.busy unavailable",
  "runtime.database-unavailable unavailable",
  "runtime.internal internal",
  "runtime.outside-unit internal",
  "sign-in.code-expired unauthenticated",
  "sign-in.code-wrong unauthenticated",
  "sign-in.rejected unauthenticated",
  "sign-in.sms-limit rate-limited",
  "sign-in.too-many-attempts rate-limited",
  "sign-in.totp-replayed unauthenticated",
  "trial.only not-found",
  "wallets.customer-not-found not-found",
  "wallets.holder-inactive unprocessable",
  "wallets.phone-used conflict",
  "wallets.unknown-phone unprocessable",
  "wallets.unknown-short-code unprocessable",
  "wallets.withdrawal-cancelled conflict",
  "wallets.withdrawal-not-found not-found",
  "wallets.withdrawal-taken conflict",
];

const CODES = Object.keys(ERRORS) as ErrorCode[];

describe("the catalogue", () => {
  test("keeps every public code and its kind", () => {
    expect(CODES.map((code) => `${code} ${ERRORS[code].kind}`).sort()).toEqual(PUBLIC_CODES);
  });

  test.each(CODES)("%s is context.kebab-case and has a sentence for a person", (code) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
    expect(ERRORS[code].message).toMatch(code === "auth.invalid-api-key" ? /key$/ : /^[A-Za-z].{15,}\.$/);
  });
});

describe("DomainError", () => {
  test("carries its code, kind, message, details, fields and cause", () => {
    const cause = new Error("23514");
    const fields = [{ path: "amount", message: "more than zero" }];
    const error = new DomainError("ledger.insufficient-float", { details: { available: "10.00" }, fields, cause });
    expect(error).toMatchObject({ code: "ledger.insufficient-float", details: { available: "10.00" }, fields, cause });
    expect(error.kind).toBe("unprocessable");
    expect(error.message).toBe(ERRORS["ledger.insufficient-float"].message);
  });

  test("is known by its brand, so another copy of the module is recognised too", () => {
    expect(isDomainError(new DomainError("runtime.busy"))).toBe(true);
    const foreign = Object.assign(new Error("x"), { [Symbol.for("distributor-portal.domain-error")]: true });
    expect(isDomainError(foreign)).toBe(true);
  });

  test("is not mistaken for other errors, even ones with a code", () => {
    for (const other of [new Error("x"), { code: "runtime.busy" }, "runtime.busy", null, undefined]) {
      expect(isDomainError(other)).toBe(false);
    }
  });
});

test("a stored code is recognised, and inherited names are not codes", () => {
  expect(isErrorCode("wallets.holder-inactive")).toBe(true);
  expect(isErrorCode("toString")).toBe(false);
});
