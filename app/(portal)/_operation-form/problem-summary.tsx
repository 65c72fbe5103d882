"use client";

import { useMemo } from "react";
import { Callout } from "@/components/ui/callout";
import { CopyId } from "@/components/ui/copy-id";
import { ErrorSummary } from "@/components/ui/error-summary";
import type { Refusal } from "@/lib/kernel/action-result";
import type { Problem } from "./problems";

/** What is wrong, above the form: fields by name, and what concerns the request as a whole with the id to name when asking. */
export function ProblemSummary({ problems, refusal }: { problems: readonly Problem[]; refusal?: Refusal | undefined }) {
  // The same list until something else is wrong: the summary takes the focus whenever it gets a new one, which must not be while a person types.
  const fields = useMemo(
    () => problems.flatMap(({ name, message }) => (name === null ? [] : [{ name, message }])),
    [problems],
  );
  const whole = problems.find((problem) => problem.name === null);
  return (
    <>
      <ErrorSummary errors={fields} />
      {whole ? (
        <Callout tone="bad" role="alert">
          {whole.message} {refusal ? <CopyId value={refusal.requestId} /> : null}
        </Callout>
      ) : null}
    </>
  );
}
