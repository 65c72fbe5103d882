"use client";

import { useEffect, useRef, useState } from "react";
import type { ActionResult, Refusal } from "@/lib/kernel/action-result";
import type { ErrorCode } from "@/lib/kernel/errors";

/** Where a request stands. `unknown`: it left, and no answer has come back yet. */
export type SubmissionState =
  | { readonly phase: "idle" | "sending" | "unknown" | "done" }
  | { readonly phase: "refused"; readonly refusal: Refusal };

/** Nothing was decided by these: the same request is asked again until something is. */
const UNDECIDED: ReadonlySet<ErrorCode> = new Set([
  "runtime.database-unavailable",
  "runtime.busy",
  "idempotency.in-progress",
]);
const SLOW = 8_000;

/**
 * Sends a request, one at a time, and does not stop before its outcome is known. For requests that do nothing a second time: those with an
 * idempotency key, and decisions, of which only the first counts.
 */
export function useSubmission<T>(onDone: (value: T) => void) {
  const [state, setState] = useState<SubmissionState>({ phase: "idle" });
  const running = useRef(false);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  async function submit(send: () => Promise<ActionResult<T>>): Promise<ActionResult<T> | null> {
    if (running.current) return null;
    running.current = true;
    setState({ phase: "sending" });
    for (let attempt = 1; ; attempt++) {
      const slow = setTimeout(() => setState({ phase: "unknown" }), SLOW);
      const answer = await send().catch(() => null);
      clearTimeout(slow);
      if (gone.current) return null;
      if (answer?.ok) {
        setState({ phase: "done" });
        onDone(answer.value);
        return answer;
      }
      if (answer && !UNDECIDED.has(answer.error.code)) {
        running.current = false;
        setState({ phase: "refused", refusal: answer.error });
        return answer;
      }
      setState({ phase: "unknown" });
      await nextTry(attempt);
      if (gone.current) return null;
    }
  }

  /** For a place that stays: the next request may begin. */
  function reset() {
    running.current = false;
    setState({ phase: "idle" });
  }

  return { state, submit, reset };
}

/** Waits longer each time, ten seconds at most, and not at all once the browser is online again. */
function nextTry(attempt: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(1000 * 2 ** (attempt - 1), 10_000));
    addEventListener("online", end);
  });
}
