import Link from "next/link";
import { useTranslations } from "next-intl";
import { Journal } from "@/components/operations/journal";
import { CopyId } from "@/components/ui/copy-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SerialisedOperation } from "../../../_components/serialise-operation";
import type { JournalView } from "../read-detail";

/** What was posted in the ledger: both legs by name, and where the transfer stands in the chain of hashes. */
export function Posted({ operation, journal }: { operation: SerialisedOperation; journal: JournalView }) {
  const t = useTranslations("operationPage.journal");
  const { counterparty, money, transfer } = operation;
  const other = counterparty.kind === "person" || counterparty.kind === "issuer" ? "distributor" : counterparty.kind;
  return (
    <>
      <Journal
        currency={money?.currency ?? ""}
        sequenceNumber={journal.sequenceNumber}
        lines={journal.lines.map(({ account, own, amount }) => ({
          account: own
            ? t("own", { name: own })
            : account === "float"
              ? t("float")
              : t(`wallet.${other}`, { name: counterparty.name }),
          amount,
        }))}
      />
      <DefinitionList
        items={[
          { term: t("posted"), value: <RelativeTime at={journal.postedAt} form="full" /> },
          { term: t("walletOperation"), value: transfer ? <CopyId value={transfer.walletOperationId} /> : null },
          {
            term: t("proof"),
            value: transfer ? <CopyId value={transfer.blockchainId} /> : null,
            note: transfer ? (
              <Link
                href={`/tx/${transfer.blockchainId}`}
                // Each look-up is counted; most people here will not follow the link.
                prefetch={false}
                className="font-medium text-accent underline underline-offset-2"
              >
                {t("publicPage")}
              </Link>
            ) : null,
          },
          { term: t("previous"), value: <CopyId value={journal.prevHash} /> },
        ]}
      />
      <p className="text-xs text-ink-3">{t("note")}</p>
    </>
  );
}
