import type { Refusal } from "@/lib/kernel/action-result";
import { DomainError, isDomainError } from "@/lib/kernel/errors";
import { toDomainError } from "@/lib/runtime";
import { noteAway } from "./away-requests";
import { logger } from "./logger";

/** Writes the bug that one input among many met (`runEachTogether`) to the log; what anybody may read of it is in its code and message. */
export function logBug({ code, cause }: DomainError, requestId: string): void {
  if (code === "runtime.internal") logger().error({ err: cause, requestId }, "unexpected error");
}

/**
 * What somebody outside may read of an error: a refusal as it is; anything else is a bug of ours, which goes to the log with its request id
 * and is told without a word about its inside.
 */
export function toRefusal(thrown: unknown, requestId: string): Refusal {
  const error = toDomainError(thrown);
  if (!isDomainError(error)) {
    logger().error({ err: error, requestId }, "unexpected error");
    return toRefusal(new DomainError("runtime.internal"), requestId);
  }
  if (error.kind === "unavailable") {
    noteAway(requestId);
    logger().warn({ err: error, requestId }, "unavailable");
  }
  return {
    code: error.code,
    message: error.message,
    ...(error.fields ? { fields: error.fields } : {}),
    ...(error.details ? { details: error.details } : {}),
    requestId,
  };
}
