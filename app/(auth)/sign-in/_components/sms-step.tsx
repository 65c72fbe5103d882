import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { SignInView } from "@/lib/http/sign-in";
import { confirmCode, sendCode } from "../../actions";
import { CodeField } from "./code-field";
import { StepForm } from "./step-form";
import { useProblemText } from "./use-problem-text";
import { useSecondsLeft } from "./use-seconds-left";
import { useSubmit } from "./use-submit";

type SmsView = Extract<SignInView, { step: "sms" }>;

/** Second step: the code of the SMS, or another one after half a minute. */
export function SmsStep({
  view,
  onDone,
  onResent,
  onOther,
}: {
  view: SmsView;
  onDone: (view: SignInView) => void;
  onResent: (view: SignInView) => void;
  onOther: () => void;
}) {
  const t = useTranslations("signIn");
  const problemText = useProblemText();
  const left = useSecondsLeft(view);
  const [sending, setSending] = useState(false);
  const [resent, setResent] = useState(false);
  const step = useSubmit("code", async (value) => {
    setResent(false);
    const result = await confirmCode({ code: value });
    if (!result.ok) return problemText(result.error, "sms");
    onDone(result.value);
    return null;
  });

  async function resend() {
    setSending(true);
    const result = await sendCode({ phone: view.phone }).catch(() => null);
    setSending(false);
    setResent(result?.ok ?? false);
    if (result?.ok) {
      step.setProblem(null);
      onResent(result.value);
    } else {
      step.setProblem(result ? problemText(result.error, "sms") : t("problem.offline"));
    }
  }

  return (
    <StepForm
      step={step}
      more={
        <>
          {left > 0 ? (
            <p className="flex h-8.5 items-center text-s text-ink-3 max-sm:h-11">
              {t("sms.resendIn", { seconds: left })}
            </p>
          ) : (
            <Button variant="ghost" busy={sending} onClick={() => void resend()}>
              {t("sms.resend")}
            </Button>
          )}
          <Button variant="ghost" onClick={onOther}>
            {t("sms.other")}
          </Button>
        </>
      }
    >
      <CodeField label={t("sms.label")} problem={step.problem} />
      <p role="status" className={resent ? "-mt-3 text-s text-good" : "sr-only"}>
        {resent ? t("sms.resent") : ""}
      </p>
    </StepForm>
  );
}
