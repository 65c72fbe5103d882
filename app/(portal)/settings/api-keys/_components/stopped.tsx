"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import { askToStart } from "../actions";
import type { StopView } from "../read-keys";
import { ReasonAct } from "./reason-act";

/** All keys are stopped: since when, by whom, why, and the way back, which needs a second person. */
export function Stopped({ stopped, mayAsk }: { stopped: StopView; mayAsk: boolean }) {
  const t = useTranslations("apiKeys.stopped");
  const [open, setOpen] = useState(false);
  const { at, by, reason, again } = stopped;
  const way = again ? (
    <Link href={again} className="font-medium underline underline-offset-2">
      {t("waits")}
    </Link>
  ) : mayAsk ? (
    <Button size="s" onClick={() => setOpen(true)}>
      {t("start")}
    </Button>
  ) : null;
  return (
    <>
      <Callout tone="bad" title={t("title")} action={way}>
        {t.rich(by ? "since" : "sinceSome", { by: by ?? "", at: () => <RelativeTime at={at} form="time" /> })}
        {reason ? ` ${t("reason", { reason })}` : null}
      </Callout>
      {open ? (
        <ReasonAct
          type="api-keys-start"
          title={t("start")}
          means={t("means")}
          submitLabel={t("submit")}
          send={({ reason: words, key }) => askToStart({ key, reason: words })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
