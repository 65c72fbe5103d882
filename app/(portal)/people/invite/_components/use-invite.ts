"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { newKey } from "@/app/_operation-form/draft";
import { type Problem, useProblemsOf } from "@/app/_operation-form/problems";
import { useSubmission } from "@/app/_operation-form/submission";
import type { Role } from "@/lib/kernel/roles";
import { invitePerson } from "../../actions";

const EMPTY = { name: "", phone: "" };

/** What is typed of somebody new, what is wrong with it, and its way to the server. `attempt` counts the tries. */
export function useInvite(operationsPath: string) {
  const t = useTranslations("people.invite");
  const router = useRouter();
  const problemsOf = useProblemsOf();
  const [key] = useState(newKey);
  const [fields, setFields] = useState(EMPTY);
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const { state, submit } = useSubmission<{ operationId: string }>(({ operationId }) =>
    router.push(`${operationsPath}/${operationId}?made=person-invite`),
  );

  function findWrong(found: readonly Problem[]) {
    setProblems(found);
    setAttempt((before) => before + 1);
  }

  function findMissing(): Problem[] {
    const missing: Problem[] = [];
    if (fields.name.trim() === "") missing.push({ name: "name", message: t("nameMissing") });
    if (fields.phone.trim() === "") missing.push({ name: "phone", message: t("phoneMissing") });
    if (roles.length === 0) missing.push({ name: "roles", message: t("rolesMissing") });
    return missing;
  }

  return {
    state,
    fields,
    roles,
    problems,
    attempt,
    busy: state.phase === "sending" || state.phase === "unknown" || state.phase === "done",
    setRoles,
    setField: (name: keyof typeof EMPTY, value: string) => setFields({ ...fields, [name]: value }),
    async send() {
      const missing = findMissing();
      findWrong(missing);
      if (missing.length > 0) return;
      const answer = await submit(() => invitePerson({ key, ...fields, roles: [...roles] }));
      if (answer && !answer.ok) findWrong(problemsOf(answer.error));
    },
  };
}
