"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { markAllRead } from "../actions";

/** Marks all notices as read, those beyond the list as well. */
export function MarkAll({ wide = false }: { wide?: boolean }) {
  const t = useTranslations("notices");
  const router = useRouter();
  const client = useQueryClient();
  const [busy, startMarking] = useTransition();
  const [failed, setFailed] = useState(false);

  const mark = () =>
    startMarking(async () => {
      const answer = await markAllRead({}).catch(() => null);
      setFailed(!answer?.ok);
      if (!answer?.ok) return;
      client.setQueryData<object>(["pulse"], (before) => ({ ...before, unread: 0 }));
      router.refresh();
    });

  return (
    <>
      <p role="alert" className={failed ? "text-s text-bad" : "sr-only"}>
        {failed ? t("failed") : ""}
      </p>
      <Button wide={wide} busy={busy} busyLabel={t("marking")} onClick={mark}>
        {t("markAll")}
      </Button>
    </>
  );
}
