import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { PortalShell } from "@/components/layout/portal-shell";
import { Journal } from "@/components/operations/journal";
import { OperationBadge, OperationDetail } from "@/components/operations/operation-detail";
import { SampleDecideBar } from "../_components/decide-buttons";
import { detail, events, shell } from "../_components/samples";

/** One operation on a page of its own, drawn from samples. */
export default function SampleOperation() {
  const t = useTranslations("approvals");
  return (
    <PortalShell view={{ ...shell, trial: false }}>
      <PageHeader
        title="Cash-in to J. Customer"
        phone={{ title: t("position", { index: 1, total: 7 }), backHref: "/design/approvals" }}
        backHref="/design/approvals"
        aside={<OperationBadge operation={detail} />}
      />
      <OperationDetail
        frame="page"
        badgeInBar
        operation={detail}
        words="two hundred and fifty thousand naira"
        rule="Cash-in over 100,000: one checker"
        oddities={[{ kind: "first-time" }]}
        effect={[
          { what: "available-float", amount: "812000.00" },
          { what: "held-float", amount: "250000.00" },
          { what: "posted-float", amount: "1062000.00", becomes: "812000.00" },
        ]}
        events={events}
        decide={<SampleDecideBar frame="page" />}
      >
        <Journal
          currency="NGN"
          sequenceNumber="143"
          proof={`tx_${"3f9a".repeat(16)}`}
          lines={[
            { account: "Float of Distributor A", amount: "-250000.00" },
            { account: "Wallet of J. Customer", amount: "250000.00" },
          ]}
        />
      </OperationDetail>
    </PortalShell>
  );
}
