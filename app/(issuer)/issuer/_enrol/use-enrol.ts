"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useState } from "react";
import { type Problem, useProblemOf, useProblemsOf } from "@/app/_operation-form/problems";
import { useSubmission } from "@/app/_operation-form/submission";
import { showToast } from "@/components/ui/show-toast";
import { enrolCustomer, enrolMerchant } from "./actions";

/** Who is registered. */
export type EnrolKind = "merchant" | "customer";

const EMPTY = { name: "", shortCode: "", phone: "" };

/** What is typed into the form that registers somebody, what is wrong with it, and its way to the server. `attempt` counts the tries. */
export function useEnrol(kind: EnrolKind) {
  const t = useTranslations("issuer.enrol");
  const router = useRouter();
  const problemOf = useProblemOf();
  const problemsOf = useProblemsOf();
  const [fields, setFields] = useState(EMPTY);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const { state, submit } = useSubmission<{ id: string }>(() => {
    showToast({ tone: "good", title: t(`${kind}.done`, { name: fields.name.trim() }) });
    startTransition(() => router.push(`/issuer/${kind}s`));
  });

  function findWrong(found: readonly Problem[]) {
    setProblems(found);
    setAttempt((before) => before + 1);
  }

  return {
    state,
    problems,
    attempt,
    busy: state.phase === "sending" || state.phase === "done",
    /** The props of a field. */
    text: (name: keyof typeof EMPTY) => ({
      name,
      value: fields[name],
      problems,
      onChange: (value: string) => {
        setFields({ ...fields, [name]: value });
        setProblems(problems.filter((problem) => problem.name !== null && problem.name !== name));
      },
    }),
    async send() {
      const { name, shortCode, phone } = { ...fields, phone: fields.phone.trim(), shortCode: fields.shortCode.trim() };
      const wrong = whatIsWrong(kind, { name, shortCode, phone }).map((code) => problemOf(code));
      findWrong(wrong);
      if (wrong.length > 0) return;
      const answer = await submit(() =>
        kind === "merchant" ? enrolMerchant({ name, shortCode, phone }) : enrolCustomer({ name, phone }),
      );
      if (answer && !answer.ok) findWrong(problemsOf(answer.error));
    },
  };
}

function whatIsWrong(kind: EnrolKind, { name, shortCode, phone }: typeof EMPTY): string[] {
  const codes = [];
  if (name.trim() === "") codes.push("name.missing");
  if (kind === "merchant" && !/^[0-9]{3,12}$/.test(shortCode)) codes.push("shortCode.invalid");
  if (kind === "customer" && phone === "") codes.push("phone.missing");
  return codes;
}
