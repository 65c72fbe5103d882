import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { AuthShell } from "@/components/layout/auth-shell";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { SignInView } from "@/lib/http/sign-in";
import type { Refusal } from "@/lib/kernel/action-result";
import { replaceLost } from "../../actions";
import { CodeField } from "./code-field";
import { finishSignIn } from "./finish";
import { StepForm } from "./step-form";
import { StepTitle } from "./step-title";
import { useProblemText } from "./use-problem-text";
import { useSubmit } from "./use-submit";

type Kind = "totp" | "recovery";

/** Third step: the authenticator's code, or a recovery code in its place. */
export function AuthenticatorStep({
  trial,
  onDone,
  onNew,
  onStartOver,
}: {
  trial: boolean;
  onDone: () => void;
  onNew: (view: SignInView) => void;
  onStartOver: (why?: Refusal) => void;
}) {
  const t = useTranslations("signIn");
  const [kind, setKind] = useState<Kind>("totp");
  const place = kind === "totp" ? "authenticator" : "recovery";
  return (
    <AuthShell
      title={<StepTitle n={3} title={t(`${place}.title`)} />}
      description={t(`${place}.description`)}
      trial={trial}
    >
      <ProofForm
        key={kind}
        kind={kind}
        onOther={() => setKind(kind === "totp" ? "recovery" : "totp")}
        onDone={onDone}
        onNew={onNew}
        onStartOver={onStartOver}
      />
    </AuthShell>
  );
}

function ProofForm({
  kind,
  onOther,
  onDone,
  onNew,
  onStartOver,
}: {
  kind: Kind;
  onOther: () => void;
  onDone: () => void;
  onNew: (view: SignInView) => void;
  onStartOver: (why?: Refusal) => void;
}) {
  const t = useTranslations("signIn");
  const problemText = useProblemText();
  const [leaving, setLeaving] = useState(false);
  const [typed, setTyped] = useState("");
  const [lost, setLost] = useState(false);
  const step = useSubmit("code", async (code, data) => {
    setTyped(code);
    const replaced = data.get("lost") === "yes" ? await replaceLost({ code }) : null;
    if (replaced?.ok) onNew(replaced.value);
    if (replaced?.ok) return null;
    const refusal = replaced ? replaced.error : await finishSignIn({ kind, code });
    if (refusal?.code === "sign-in.rejected") onStartOver(refusal);
    else if (refusal) return problemText(refusal, kind === "totp" ? "authenticator" : "recovery");
    else {
      setLeaving(true);
      onDone();
    }
    return null;
  });
  return (
    <StepForm
      step={{ ...step, busy: step.busy || leaving }}
      more={
        <>
          <Button variant="ghost" onClick={onOther}>
            {kind === "totp" ? t("authenticator.recovery") : t("recovery.authenticator")}
          </Button>
          <Button variant="ghost" onClick={() => onStartOver()}>
            {t("authenticator.startOver")}
          </Button>
        </>
      }
    >
      {kind === "totp" ? (
        <CodeField label={t("authenticator.label")} problem={step.problem} />
      ) : (
        <>
          <RecoveryField typed={typed} problem={step.problem} />
          <Checkbox name="lost" value="yes" defaultChecked={lost} onChange={(event) => setLost(event.target.checked)}>
            {t("recovery.lost")}
          </Checkbox>
        </>
      )}
    </StepForm>
  );
}

function RecoveryField({ typed, problem }: { typed: string; problem: ReactNode }) {
  const t = useTranslations("signIn");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("input")?.focus(), []);
  return (
    <div ref={box}>
      <Field name="code" label={t("recovery.label")} hint={t("recovery.hint")} error={problem}>
        {(control) => (
          <Input
            {...control}
            defaultValue={typed}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            className="h-11 font-mono text-l"
          />
        )}
      </Field>
    </div>
  );
}
