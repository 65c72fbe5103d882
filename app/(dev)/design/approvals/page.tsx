import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { PortalShell } from "@/components/layout/portal-shell";
import { ApprovalsSplit } from "@/components/operations/approvals-split";
import { OperationBadge, OperationDetail } from "@/components/operations/operation-detail";
import { OperationRow } from "@/components/operations/operation-row";
import { Button } from "@/components/ui/button";
import { FilterBar, FilterChip } from "@/components/ui/filter-chip";
import { Tabs } from "@/components/ui/tabs";
import { SampleDecideBar } from "../_components/decide-buttons";
import { detail, events, NOW, shell, waiting } from "../_components/samples";

const HERE = "/design/approvals";

/** The approvals desk, drawn from samples. */
export default async function SampleApprovals({ searchParams }: { searchParams: Promise<{ open?: string }> }) {
  return <Desk opened={(await searchParams).open !== undefined} />;
}

function Desk({ opened }: { opened: boolean }) {
  const t = useTranslations("approvals");
  return (
    <PortalShell view={shell}>
      <PageHeader
        title={t("title")}
        phone={opened ? { title: t("position", { index: 1, total: 7 }), backHref: HERE } : undefined}
        actions={<Button>Select several</Button>}
        aside={opened ? <OperationBadge operation={detail} /> : null}
      />
      <div className={opened ? "flex flex-col gap-3.5 max-lg:hidden" : "flex flex-col gap-3.5"}>
        <Tabs
          label={t("title")}
          current="mine"
          tabs={[
            { key: "mine", label: "Needs me", href: HERE, count: 7 },
            { key: "others", label: "Waiting on others", href: `${HERE}?tab=waiting`, count: 3 },
            { key: "decided", label: "Decided", href: `${HERE}?tab=decided` },
          ]}
        />
        <FilterBar>
          <FilterChip name="Type" value="any cash operation" clearHref={HERE} />
          <FilterChip
            name="Maker"
            options={[
              { label: "Maker One", href: `${HERE}?maker=1` },
              { label: "Maker Two", href: `${HERE}?maker=2`, on: true },
            ]}
          />
          <FilterChip name="Source" options={[{ label: "Portal", href: `${HERE}?source=web` }]} />
        </FilterBar>
      </div>
      <ApprovalsSplit
        opened={opened}
        list={waiting.map((row, index) => (
          <OperationRow
            key={row.id}
            open={index === 0}
            row={{
              ...row,
              href: `${HERE}?open=${row.id}`,
              ...(index === 0 ? { oddities: [{ kind: "first-time" } as const] } : {}),
              ...(index === 3 ? { oddities: [{ kind: "repeated", at: NOW } as const] } : {}),
            }}
          />
        ))}
        detail={
          <OperationDetail
            frame="pane"
            badgeInBar={opened}
            operation={detail}
            words="two hundred and fifty thousand naira"
            rule="Cash-in over 100,000: one checker"
            oddities={[{ kind: "unusual-amount", usual: "12000.00" }]}
            effect={[
              { what: "available-float", amount: "812000.00" },
              { what: "held-float", amount: "250000.00" },
              { what: "posted-float", amount: "1062000.00", becomes: "812000.00" },
            ]}
            events={events}
            decide={<SampleDecideBar frame="pane" />}
          />
        }
      />
    </PortalShell>
  );
}
