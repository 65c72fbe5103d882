"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Callout } from "@/components/ui/callout";
import type { Role } from "@/lib/kernel/roles";
import { foresee } from "../../actions";

type Foreseen = Extract<Awaited<ReturnType<typeof foresee>>, { ok: true }>["value"];

const REFUSALS = {
  "people.too-few-deciders": "deciders",
  "people.last-admin": "lastAdmin",
  "people.policy-needs-them": "policy",
} as const;

/** What a change of somebody's roles would stop, before it is asked for; `roles`: those that they would be left with. Nothing where it stops nothing. */
export function ForeseenChange({ person, roles }: { person: string; roles: readonly Role[] }) {
  const t = useTranslations("blocked.foreseen");
  const asked = roles.join(" ");
  const [found, setFound] = useState<{ readonly asked: string; readonly value: Foreseen } | null>(null);
  useEffect(() => {
    let gone = false;
    void foresee({ person, roles: asked === "" ? [] : (asked.split(" ") as Role[]) }).then((answer) => {
      // It is a hint: the change itself says why it is refused.
      if (!gone && answer.ok) setFound({ asked, value: answer.value });
    });
    return () => {
      gone = true;
    };
  }, [person, asked]);
  if (found?.asked !== asked) return null;
  const { refusal, rules, blocks, example } = found.value;
  if (!refusal && rules.length === 0 && blocks === 0) return null;
  return (
    <Callout tone="bad" role="status" title={refusal ? t("refused") : undefined}>
      {refusal ? `${t(REFUSALS[refusal])} ` : null}
      {rules.length > 0 ? `${t("rules", { count: rules.length, rules: rules.join(", ") })} ` : null}
      {blocks > 0 ? `${t("blocks", { count: blocks })} ` : null}
      {blocks > 0 && example ? (
        <Link href={example} className="font-medium underline underline-offset-2">
          {t("look", { count: blocks })}
        </Link>
      ) : null}
    </Callout>
  );
}
