import type { ErrorCode, ErrorDetails, FieldError } from "./errors";

/** A refusal as a form gets it: `code` to choose the words by, `fields` to place them, `requestId` to tell us. */
export type Refusal = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly fields?: readonly FieldError[];
  readonly details?: ErrorDetails;
  readonly requestId: string;
};

/** What a server action answers. It never throws for a refusal: what is thrown across that border loses its message. */
export type ActionResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Refusal };
