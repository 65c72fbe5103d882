"use client";

import { Eye, Pencil, RefreshCw, ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { ReasonAct } from "../../../_components/reason-act";
import { revoke } from "../../../actions";
import { KEYS_PATH } from "../../../keys-path";
import type { SerialisedKey } from "../../../serialise-key";
import type { KeyActs } from "../../read-key-page";
import { RevealDialog } from "./reveal-dialog";
import { RotateDialog } from "./rotate-dialog";

/** What may be done about a key, and the way to what was done with it. */
export function KeyActions({
  of: key,
  may,
  distributor,
  requestsHref,
}: {
  of: SerialisedKey;
  may: KeyActs;
  distributor: string;
  requestsHref: string;
}) {
  const t = useTranslations("apiKeys.acts");
  const [open, setOpen] = useState<"reveal" | "rotate" | "revoke" | null>(null);
  const onClose = () => setOpen(null);
  const sample = { distributor, permissions: key.permissions };
  return (
    <div className="flex flex-wrap gap-2 max-sm:grid max-sm:grid-cols-2">
      {may.reveal ? (
        <Button variant="primary" icon={<Eye aria-hidden="true" />} onClick={() => setOpen("reveal")}>
          {t("reveal.button")}
        </Button>
      ) : null}
      {may.change ? (
        <LinkButton href={`${KEYS_PATH}/${key.id}/change`} icon={<Pencil aria-hidden="true" />}>
          {t("change")}
        </LinkButton>
      ) : null}
      {may.rotate ? (
        <Button icon={<RefreshCw aria-hidden="true" />} onClick={() => setOpen("rotate")}>
          {t("rotate.button")}
        </Button>
      ) : null}
      {key.state === "pending" ? null : (
        <LinkButton href={requestsHref} icon={<ScrollText aria-hidden="true" />}>
          {t("requests")}
        </LinkButton>
      )}
      {may.revoke ? (
        <Button variant="danger" onClick={() => setOpen("revoke")}>
          {t("revoke.button")}
        </Button>
      ) : null}
      {open === "reveal" ? <RevealDialog id={key.id} label={key.label} sample={sample} onClose={onClose} /> : null}
      {open === "rotate" ? <RotateDialog id={key.id} label={key.label} sample={sample} onClose={onClose} /> : null}
      {open === "revoke" ? (
        <ReasonAct
          type="api-key-revoke"
          title={t("revoke.title", { label: key.label })}
          means={t("revoke.means")}
          submitLabel={t("revoke.submit")}
          danger
          send={({ reason }) => revoke({ id: key.id, reason })}
          onClose={onClose}
        />
      ) : null}
    </div>
  );
}
