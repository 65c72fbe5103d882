"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { StatusDialog } from "./status-dialog";
import type { Whom } from "./whom";

/** Suspends at once, or asks for the end of a suspension; each with a reason. */
export function StatusButton({ whom, size }: { whom: Whom; size?: "s" }) {
  const t = useTranslations("issuer.status");
  const [open, setOpen] = useState(false);
  const label = whom.status === "active" ? t("suspend") : t("reinstate");
  return (
    <>
      <Button
        variant={whom.status === "active" ? "danger" : "secondary"}
        {...(size ? { size } : {})}
        aria-label={t("labelled", { action: label, name: whom.name })}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      {open ? <StatusDialog whom={whom} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
