import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { BigAmount } from "@/components/money/amount";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { CopyId } from "@/components/ui/copy-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { fullTime } from "@/components/ui/zone-time";
import { amountInWords } from "@/lib/kernel/amount-words";
import { formatAmount } from "@/lib/kernel/money";
import type { TransferProof } from "@/lib/ledger";
import { DeviceTime } from "./device-time";

type Confirmed = Extract<TransferProof, { confirmed: true }>;

/** What the ledger says of a transfer: first whether it stands, then what it is. */
export function Proof({ hash, proof, checkedAt }: { hash: string; proof: TransferProof; checkedAt: Date }) {
  const t = useTranslations("proof.facts");
  return (
    <Card className="flex flex-col gap-5">
      <Verdict confirmed={proof.confirmed} />
      {proof.confirmed ? <Sum {...proof} /> : null}
      <DefinitionList
        items={[
          ...(proof.confirmed
            ? [
                {
                  term: t("posted"),
                  value: <UtcTime at={proof.postedAt} />,
                  note: <DeviceTime at={proof.postedAt.toISOString()} />,
                },
                { term: t("sequence"), value: t("number", { number: String(proof.sequenceNumber) }) },
                { term: t("chain"), value: proof.chainVerifiedAt ? <LastVerified at={proof.chainVerifiedAt} /> : null },
              ]
            : []),
          { term: t("hash"), value: <CopyId value={`tx_${hash}`} /> },
          { term: t("checked"), value: <UtcTime at={checkedAt} /> },
        ]}
      />
    </Card>
  );
}

function Sum({ amount }: Confirmed) {
  return (
    <BigAmount value={{ amount: formatAmount(amount), currency: amount.currency }} words={amountInWords(amount)} />
  );
}

/** The answer to the one question of this page, as a sign, a word and a sentence. */
function Verdict({ confirmed }: { confirmed: boolean }) {
  const t = useTranslations("proof");
  const Icon = confirmed ? ShieldCheck : ShieldAlert;
  const key = confirmed ? "confirmed" : "unconfirmed";
  return (
    <div className="flex gap-3.5">
      <span
        className={cn(
          "grid size-10 shrink-0 place-items-center rounded-full",
          confirmed ? "bg-good-soft text-good" : "bg-bad-soft text-bad",
        )}
      >
        <Icon aria-hidden="true" className="size-5" strokeWidth={1.75} />
      </span>
      <div className="min-w-0">
        <h2 className={cn("text-l font-semibold", confirmed ? "text-good" : "text-bad")}>{t(`${key}.badge`)}</h2>
        <p className="mt-0.5 text-s text-ink-2">{t(`${key}.text`)}</p>
      </div>
    </div>
  );
}

function LastVerified({ at }: { at: Date }) {
  const t = useTranslations("proof.facts");
  return t.rich("verified", { time: () => <UtcTime at={at} /> });
}

function UtcTime({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{`${fullTime(at, "UTC")} UTC`}</time>;
}
