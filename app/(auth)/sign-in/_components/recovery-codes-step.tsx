import { useTranslations } from "next-intl";
import { useState } from "react";
import { RecoveryCodeList } from "@/components/account/recovery-code-list";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import type { Refusal } from "@/lib/kernel/action-result";
import { finishSignIn } from "./finish";
import { StepForm } from "./step-form";
import { useProblemText } from "./use-problem-text";
import { useSubmit } from "./use-submit";

/** After enrolment: the recovery codes, once. Going on means saying that they were kept. `codes` is null after a reload. */
export function RecoveryCodesStep({
  codes,
  onDone,
  onStartOver,
}: {
  codes: readonly string[] | null;
  onDone: () => void;
  onStartOver: (why?: Refusal) => void;
}) {
  const t = useTranslations("signIn");
  const problemText = useProblemText();
  const [leaving, setLeaving] = useState(false);
  const step = useSubmit("kept", async (kept) => {
    if (codes && kept !== "yes") return t("codes.keptMissing");
    const refusal = await finishSignIn({ kind: "enrolment" });
    if (refusal?.code === "sign-in.rejected") onStartOver(refusal);
    else if (refusal) return problemText(refusal, "authenticator");
    else {
      setLeaving(true);
      onDone();
    }
    return null;
  });
  return (
    <StepForm step={{ ...step, busy: step.busy || leaving }}>
      {codes ? <RecoveryCodeList codes={codes} /> : <Callout tone="idle">{t("codes.gone")}</Callout>}
      {codes ? (
        <Checkbox name="kept" value="yes" aria-describedby={step.problem ? "kept-problem" : undefined}>
          {t("codes.kept")}
        </Checkbox>
      ) : null}
      {step.problem ? (
        <p id="kept-problem" role="alert" className="-mt-3 text-s text-bad">
          {step.problem}
        </p>
      ) : null}
    </StepForm>
  );
}
