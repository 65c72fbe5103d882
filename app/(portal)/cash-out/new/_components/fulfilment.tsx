import { useTranslations } from "next-intl";
import { FormCard } from "@/app/_operation-form/form-card";
import { BigAmount } from "@/components/money/amount";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { queueHref } from "../queue-query";
import type { QueueRequest } from "../read-queue";
import { FulfilForm } from "./fulfil-form";

/** One request of the queue and the form that fulfils it. */
export function Fulfilment({ owner, request }: { owner: string; request: QueueRequest | null }) {
  const t = useTranslations("cashOut");
  if (!request) {
    return (
      <EmptyState
        kind="no-match"
        title={t("request.gone")}
        action={<LinkButton href={queueHref({ way: "queue" })}>{t("request.backToQueue")}</LinkButton>}
      >
        {t("request.goneText")}
      </EmptyState>
    );
  }
  return (
    <FormCard intro={t("intro")}>
      <div className="mb-5 flex flex-col gap-3 rounded-control bg-sunken px-4 py-3.5">
        <BigAmount value={request.amount} words={request.words} />
        <DefinitionList
          items={[
            { term: t("from"), value: <b>{request.name}</b>, note: request.phone },
            { term: t("request.waitingSince"), value: <RelativeTime at={request.createdAt} form="time" /> },
            { term: t("request.memo"), value: request.memo },
          ]}
        />
      </div>
      <FulfilForm owner={owner} request={request} words={request.words} />
    </FormCard>
  );
}
