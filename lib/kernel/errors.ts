import { ERRORS, type ErrorCode, type ErrorKind } from "./error-catalogue";

export { ERRORS, type ErrorCode, type ErrorKind };

/** Facts about this one refusal, for renderers and logs; never a secret, amounts as decimal strings. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** One member of the input that is wrong; `path` as in `items.0.amount`, `message` for a person. */
export type FieldError = { readonly path: string; readonly message: string };

// The front server, route handlers and pages each evaluate this module on their own, so `instanceof` fails across them.
const BRAND = Symbol.for("distributor-portal.domain-error");

/**
 * A refusal: thrown to roll the unit of work back. An outcome that must be kept (a wrong code, attempts left) is
 * returned instead. `message` is the catalogue's.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: ErrorCode;
  readonly details?: ErrorDetails;
  readonly fields?: readonly FieldError[];

  constructor(
    code: ErrorCode,
    options: { details?: ErrorDetails; fields?: readonly FieldError[]; cause?: unknown } = {},
  ) {
    super(ERRORS[code].message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = code;
    if (options.details) this.details = options.details;
    if (options.fields) this.fields = options.fields;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Kind of the refusal, from the catalogue. */
  get kind(): ErrorKind {
    return ERRORS[this.code].kind;
  }
}

/** Whether a caught value is a refusal of ours, whichever copy of this module made it. */
export function isDomainError(error: unknown): error is DomainError {
  return typeof error === "object" && error !== null && BRAND in error;
}

/** Whether a text (a stored `lastError`, for example) is a code of the catalogue. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text);
}
