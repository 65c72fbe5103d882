"use client";

import { ShieldCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyId } from "@/components/ui/copy-id";
import type { ActionResult } from "@/lib/kernel/action-result";
import { checkAudit } from "../actions";

type Outcome = Awaited<ReturnType<typeof checkAudit>>;

/** Has the whole record computed again and says what came of it: so many entries, unbroken, and the last hash. */
export function CheckAudit() {
  const t = useTranslations("audit.check");
  const router = useRouter();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, start] = useTransition();

  function check() {
    start(async () => {
      setOutcome(await answered(checkAudit({})));
      router.refresh();
    });
  }

  return (
    <div className="flex flex-col gap-2.5">
      <div className="flex items-center gap-3 max-sm:flex-col max-sm:items-stretch">
        <Button icon={<ShieldCheck aria-hidden="true" />} onClick={check} busy={busy} busyLabel={t("working")}>
          {t("button")}
        </Button>
        <p className="text-xs text-ink-3">{t("hint")}</p>
      </div>
      <div aria-live="polite">{outcome ? <Told outcome={outcome} /> : null}</div>
    </div>
  );
}

function Told({ outcome }: { outcome: NonNullable<Outcome> }) {
  const t = useTranslations("audit.check");
  if (!outcome.ok)
    return (
      <Callout tone="wait" title={t("notDone")}>
        {outcome.error.code === "audit.checked-too-often"
          ? t("tooOften", { seconds: Number(outcome.error.details?.retryAfterSeconds ?? 60) })
          : outcome.error.message}
      </Callout>
    );
  const { entries, head, broken } = outcome.value;
  return (
    <Callout
      tone={broken === null ? "good" : "bad"}
      title={broken === null ? t("unbroken", { count: entries }) : t("broken", { seq: broken })}
    >
      {broken === null ? t("head") : t("brokenText", { count: entries })}{" "}
      {broken === null ? <CopyId value={head} shown={`${head.slice(0, 12)}…${head.slice(-8)}`} /> : null}
    </Callout>
  );
}

// A connection that was lost on the way is no bug of the page.
async function answered(asked: Promise<Outcome>): Promise<Outcome | null> {
  try {
    return await asked;
  } catch {
    const lost: ActionResult<never> = {
      ok: false,
      error: { code: "runtime.database-unavailable", message: "", requestId: "" },
    };
    return lost;
  }
}
