"use client";

import { useTranslations } from "next-intl";
import type { RecipientState } from "@/app/_operation-form/recipient";
import { groupDigits } from "@/components/money/money-text";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import type { QueueItem } from "../read-queue";

/** The customer at the counter has asked for money with their own app already: most likely that is what they have come for. */
export function WaitingHint({ recipient, waiting }: { recipient: RecipientState; waiting: readonly QueueItem[] }) {
  const t = useTranslations("cashOut.hint");
  const request = recipient.phase === "found" ? waiting.find(({ phone }) => phone === recipient.label) : undefined;
  if (!request) return null;
  return (
    <Callout
      role="status"
      action={
        <LinkButton size="s" href={`/cash-out/new?request=${request.id}`}>
          {t("fulfil")}
        </LinkButton>
      }
    >
      {t("text", { name: request.name, amount: `${request.amount.currency} ${groupDigits(request.amount.amount)}` })}
    </Callout>
  );
}
