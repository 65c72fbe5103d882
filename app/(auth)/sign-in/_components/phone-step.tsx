import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { SignInView } from "@/lib/http/sign-in";
import { sendCode } from "../../actions";
import { StepForm } from "./step-form";
import { useProblemText } from "./use-problem-text";
import { useSubmit } from "./use-submit";

/** First step: the phone. What was typed is kept by the caller, for whoever comes back from the second. */
export function PhoneStep({
  phone,
  onPhone,
  onDone,
}: {
  phone: string;
  onPhone: (phone: string) => void;
  onDone: (view: SignInView) => void;
}) {
  const t = useTranslations("signIn");
  const problemText = useProblemText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("input")?.focus(), []);
  const step = useSubmit("phone", async (value) => {
    if (value === "") return t("problem.phoneMissing");
    const result = await sendCode({ phone: value });
    onPhone(value);
    if (!result.ok) return problemText(result.error, "phone");
    onDone(result.value);
    return null;
  });
  return (
    <StepForm step={step}>
      <div ref={box}>
        <Field name="phone" label={t("phone.label")} hint={step.problem ? null : t("phone.hint")} error={step.problem}>
          {(control) => (
            <Input
              {...control}
              type="tel"
              inputMode="tel"
              autoComplete="tel"
              className="h-11 text-l"
              // Not controlled: what was typed before the script arrived must stay.
              defaultValue={phone}
            />
          )}
        </Field>
      </div>
    </StepForm>
  );
}
