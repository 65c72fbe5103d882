"use client";

import { Callout } from "@/components/ui/callout";
import { CopyId } from "@/components/ui/copy-id";
import { ErrorSummary } from "@/components/ui/error-summary";
import type { Refusal } from "@/lib/kernel/action-result";
import type { Problem } from "./problems";

/** What is wrong, above the form: fields by name, and what concerns the request as a whole with the id to name when asking. */
export function ProblemSummary({
  problems,
  attempt,
  refusal,
}: {
  problems: readonly Problem[];
  attempt: number;
  refusal?: Refusal | undefined;
}) {
  const fields = problems.flatMap(({ name, message }) => (name === null ? [] : [{ name, message }]));
  const whole = problems.find((problem) => problem.name === null);
  return (
    <>
      <ErrorSummary errors={fields} attempt={attempt} />
      {whole ? (
        <Callout tone="bad" role="alert">
          {whole.message} {refusal ? <CopyId value={refusal.requestId} /> : null}
        </Callout>
      ) : null}
    </>
  );
}
