"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useOnDemand } from "@/components/ui/load-on-demand";
import type { ActionResult } from "@/lib/kernel/action-result";
import type { OperationType } from "@/lib/operations/schemas";
import { type Draft, useDraft } from "./draft";
import { type Problem, useProblemOf, useProblemsOf } from "./problems";
import { useSubmission } from "./submission";

/** The operation that was made, as `op_…`. */
type Made = { readonly operationId: string };

/**
 * A form that makes one operation: fill in, read it once more, send. `check` names what is wrong before the last look (codes of
 * {@link useProblemOf}); `request` sends the draft with its key; `given` fills a new draft in; `resumed` is told when a draft that had left before a reload is sent again.
 */
export function useOperationForm<Fields extends Readonly<Record<string, string>>>(form: {
  readonly name: string;
  readonly owner: string;
  readonly empty: Fields;
  readonly given?: Partial<Fields>;
  readonly type: OperationType;
  /** Where the page of what was made stands. */
  readonly operationsPath?: string;
  readonly request: (draft: Draft<Fields>) => Promise<ActionResult<Made>>;
  readonly check: (fields: Fields) => Promise<readonly (string | null)[]>;
  readonly resumed?: (fields: Fields) => void;
}) {
  const router = useRouter();
  const problemOf = useProblemOf();
  const problemsOf = useProblemsOf();
  const { draft, change, markSent, discard } = useDraft(form.name, form.owner, form.empty, form.given);
  const [step, setStep] = useState<"fill" | "review">("fill");
  const [Review, fetchReview] = useOnDemand(() => import("./review").then((part) => part.Review));
  const [checking, setChecking] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const { state, submit } = useSubmission<Made>(({ operationId }) => {
    discard();
    router.push(`${form.operationsPath ?? "/operations"}/${operationId}?made=${form.type}`);
  });

  function findWrong(found: readonly Problem[]) {
    setProblems(found);
    setAttempt((before) => before + 1);
  }

  async function send() {
    if (!draft) return;
    markSent(true);
    const answer = await submit(() => form.request(draft));
    if (!answer || answer.ok) return;
    markSent(false);
    // What this draft had sent before was done after all: the next visit starts with a new one.
    if (answer.error.code === "idempotency.key-reused") discard();
    findWrong(problemsOf(answer.error));
    setStep("fill");
    // The refusal may have to do with a float or a queue that others use as well.
    router.refresh();
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the draft has been read
  useEffect(() => {
    if (!draft?.sent || state.phase !== "idle") return;
    setStep("review");
    void fetchReview();
    form.resumed?.(draft.fields);
    void send();
  }, [draft === null]);

  async function goOn() {
    if (!draft || checking) return;
    setChecking(true);
    const [codes, isLoaded] = await Promise.all([form.check(draft.fields).catch(() => ["unreachable"]), fetchReview()]);
    setChecking(false);
    const wrong = codes.flatMap((code) => (code === null ? [] : [problemOf(code)]));
    if (!isLoaded && wrong.length === 0) wrong.push(problemOf("unreachable"));
    findWrong(wrong);
    if (wrong.length === 0) setStep("review");
  }

  return {
    draft,
    step,
    /** The last look; null while it is fetched. */
    Review,
    state,
    problems,
    attempt,
    checking,
    refusal: state.phase === "refused" ? state.refusal : undefined,
    change: (fields: Partial<Fields>) => {
      change(fields);
      setProblems(problems.filter(({ name }) => name !== null && !(name in fields)));
    },
    back: () => setStep("fill"),
    goOn: () => void goOn(),
    send: () => void send(),
  };
}
