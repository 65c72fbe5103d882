"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useRef, useState } from "react";
import type { SubmissionState } from "@/app/_operation-form/submission";
import { useProblemText } from "@/app/(auth)/sign-in/_components/use-problem-text";
import { Field } from "@/components/ui/field";
import { OtpInput } from "@/components/ui/otp-input";
import type { ErrorCode } from "@/lib/kernel/errors";
import type { SerialisedOperation } from "../../_components/serialise-operation";

/** What is said of a code, and so stands beside its field. */
const OF_THE_CODE: ReadonlySet<ErrorCode> = new Set([
  "sign-in.code-wrong",
  "sign-in.totp-replayed",
  "sign-in.too-many-attempts",
  "sign-in.rejected",
]);

/** The code of an authenticator that an approval of these needs, one for all of them; `asked` is false where none does. */
export function useStepUp(operations: readonly SerialisedOperation[], approving: boolean) {
  return useCode(approving && operations.some(({ asks }) => asks.stepUp));
}

/** The same where it is known whether one is `asked` for. */
export function useCode(asked: boolean) {
  const input = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  return {
    asked,
    input,
    missing,
    /** What goes with the request; null when six digits are yet to be typed. */
    take(): { code?: string } | null {
      if (!asked) return {};
      const code = input.current?.value ?? "";
      const complete = /^[0-9]{6}$/.test(code);
      setMissing(!complete);
      if (!complete) input.current?.focus();
      return complete ? { code } : null;
    },
  };
}

/** Whether a refusal is of the code, and shown beside its field. */
export function isOfTheCode(state: SubmissionState): boolean {
  return state.phase === "refused" && OF_THE_CODE.has(state.refusal.code);
}

/** The field for it, with what was wrong with the last one. */
export function StepUpField({
  step: { input, missing },
  state,
  busy,
}: {
  step: { readonly input: RefObject<HTMLInputElement | null>; readonly missing: boolean };
  state: SubmissionState;
  busy: boolean;
}) {
  const t = useTranslations("decisions.stepUp");
  const problemText = useProblemText();
  const refused = state.phase === "refused" && isOfTheCode(state) ? problemText(state.refusal, "authenticator") : null;
  return (
    <Field name="code" label={t("label")} hint={t("hint")} error={missing ? t("missing") : refused}>
      {(control) => <OtpInput {...control} ref={input} data-autofocus readOnly={busy} />}
    </Field>
  );
}
