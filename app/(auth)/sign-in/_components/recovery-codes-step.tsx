import { Check, Copy, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
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
      {codes ? <Codes codes={codes} /> : <Callout tone="idle">{t("codes.gone")}</Callout>}
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

function Codes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations("signIn.codes");
  const [copied, setCopied] = useState<"yes" | "no" | "failed">("no");
  const text = `${t("file")}\n\n${codes.join("\n")}\n`;

  // Outside a secure context there is no clipboard at all.
  const copy = () =>
    Promise.resolve(navigator.clipboard?.writeText(text)).then(
      () => setCopied(navigator.clipboard ? "yes" : "failed"),
      () => setCopied("failed"),
    );

  return (
    <div className="flex flex-col gap-3">
      <ul
        aria-label={t("list")}
        className="flat-list grid grid-cols-2 gap-x-4 gap-y-1.5 rounded-control bg-sunken px-4 py-3 text-center font-mono text-s font-medium"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex gap-2.5 [&>*]:flex-1">
        <Button icon={copied === "yes" ? <Check /> : <Copy />} onClick={() => void copy()}>
          {copied === "yes" ? t("copied") : t("copy")}
        </Button>
        <Button icon={<Download />} onClick={() => download(text)}>
          {t("download")}
        </Button>
      </div>
      <p role="status" className={copied === "failed" ? "text-s text-wait" : "sr-only"}>
        {copied === "failed" ? t("copyFailed") : ""}
      </p>
    </div>
  );
}

function download(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "distributor-portal-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(link.href);
}
