import { useTranslations } from "next-intl";
import { Amount } from "@/components/money/amount";
import { Card } from "@/components/ui/card";
import { CopyId } from "@/components/ui/copy-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { Addresses } from "../../../_components/addresses";
import { ExpiresIn } from "../../../_components/expires-in";
import { KeyBadge } from "../../../_components/key-badge";
import { LastUsed } from "../../../_components/last-used";
import { Usage } from "../../../_components/usage";
import type { SerialisedKey } from "../../../serialise-key";

/** What a key may do, how much of it was used today, and who asked for it. */
export function KeyFacts({
  of: key,
  isStopped,
  distributor,
}: {
  of: SerialisedKey;
  isStopped: boolean;
  /** `dst_…`: what the key's requests name in their address. */
  distributor: string;
}) {
  const t = useTranslations("apiKeys");
  const wasUsable = key.state !== "pending" && key.state !== "unrevealed" && key.state !== "lapsed";
  return (
    <Card>
      <DefinitionList
        items={[
          { term: t("columns.state"), value: <KeyBadge state={key.state} isStopped={isStopped} /> },
          { term: t("columns.permissions"), value: key.permissions.map((one) => t(`permissions.${one}`)).join(", ") },
          { term: t("fields.maxAmount"), value: key.maxAmount ? <Amount value={key.maxAmount} currency /> : t("none") },
          {
            term: t("fields.maxDaily"),
            value: key.today.most ? <Amount value={key.today.most} currency /> : t("none"),
          },
          { term: t("columns.today"), value: key.state === "active" ? <Usage today={key.today} /> : null },
          { term: t("columns.addresses"), value: <Addresses addresses={key.addresses} /> },
          { term: t("fields.rate"), value: t("perMinute", { count: key.requestsPerMinute }) },
          { term: t("columns.used"), value: wasUsable ? <LastUsed of={key} /> : null },
          { term: t("columns.expires"), value: <ExpiresIn of={key} /> },
          { term: t("columns.maker"), value: key.madeBy.isMe ? t("you") : key.madeBy.name },
          { term: t("id"), value: <CopyId value={key.id} /> },
          { term: t("distributor"), value: <CopyId value={distributor} /> },
        ]}
      />
    </Card>
  );
}
