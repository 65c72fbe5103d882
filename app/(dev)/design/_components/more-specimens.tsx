import { Amount, BigAmount } from "@/components/money/amount";
import { EffectBox } from "@/components/money/effect-box";
import { Phone } from "@/components/money/phone";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyId } from "@/components/ui/copy-id";
import { Countdown } from "@/components/ui/countdown";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-chip";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { DetailSkeleton, StatSkeleton, TableSkeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { Timeline } from "@/components/ui/timeline";
import { Tooltip } from "@/components/ui/tooltip";
import { Group } from "./group";
import { EXPIRES, NOW } from "./samples";

/** The other half of the primitives: what stands on pages. */
export function MoreSpecimens({ theme }: { theme: "light" | "dark" }) {
  return (
    <>
      <Group title="Navigation">
        <Tabs
          label={`Sample, ${theme}`}
          current="a"
          tabs={[
            { key: "a", label: "Needs me", href: "#a", count: 7 },
            { key: "b", label: "Waiting on others", href: "#b", count: 3 },
            { key: "c", label: "Decided", href: "#c" },
          ]}
        />
        <FilterBar clearHref="#clear">
          <FilterChip name="Status" value="Pending" clearHref="#x" />
          <FilterChip name="Type" options={[{ label: "Cash-in", href: "#y", on: true }]} />
        </FilterBar>
        <Pagination nextHref="#next" label={`Pages, ${theme}`}>
          50 of 312 operations
        </Pagination>
      </Group>
      <Group title="Amounts and facts">
        <BigAmount value={{ amount: "250000.00", currency: "NGN" }} words="two hundred and fifty thousand naira" />
        <DefinitionList
          items={[
            { term: "To", value: "J. Customer · +234 812 345 6781", note: "name confirmed by the wallet platform" },
            { term: "Operation", value: <CopyId value="op_0198c2f4-7a1e-7b02-8000-000000000001" /> },
            { term: "Amount", value: <Amount value={{ amount: "18500.00", currency: "NGN" }} currency /> },
            { term: "Phone", value: <Phone shown="+234 812 345 6781" /> },
            { term: "Made", value: <RelativeTime at={NOW} form="full" /> },
            { term: "Clock", value: <Countdown at={EXPIRES} /> },
            {
              term: "Note",
              value: (
                <Tooltip content="A short note">
                  <button type="button" className="underline">
                    Hover or focus me
                  </button>
                </Tooltip>
              ),
            },
          ]}
        />
        <EffectBox
          lines={[
            { label: "Available float now", amount: "812000.00" },
            { label: "Posted float after approval", amount: "1062000.00", becomes: "812000.00" },
          ]}
        />
        <Timeline
          label={`History, ${theme}`}
          items={[
            { key: "1", time: "10:28:04", text: "Created by Maker One" },
            { key: "2", time: "10:28:04", text: "250,000.00 held on the float", tone: "wait" },
            {
              key: "3",
              time: "10:32:11",
              text: "Approved by Checker Two",
              note: "Checked against the receipt",
              tone: "good",
            },
          ]}
        />
      </Group>
      <Group title="Notices">
        <Callout title="First time to this number.">The usual amount of this maker is 12,000.00.</Callout>
        <Callout tone="bad" title="It could not be done.">
          The holder of this wallet is not active. No money was moved.
        </Callout>
        <Callout tone="good">Approved. NGN 250,000.00 reached J. Customer.</Callout>
        <Callout tone="idle">Approved by Checker One at 10:32.</Callout>
        <Callout tone="accent" action={<Button size="s">Reload</Button>}>
          This request was changed after you opened it.
        </Callout>
      </Group>
      <Group title="Empty and error">
        <EmptyState kind="first-use" title="No operations yet" action={<Button variant="primary">New cash-in</Button>}>
          A cash-in turns cash at the counter into wallet balance.
        </EmptyState>
        <EmptyState kind="no-match" title="Nothing matches" action={<Button>Clear filters</Button>} />
        <EmptyState kind="all-done" title="All done">
          Nothing waits for you.
        </EmptyState>
        <ErrorState
          title="The list could not be loaded"
          money="Nothing was moved."
          next="Try again in a moment."
          requestId="req_0198c2f47a1e7b02"
          action={<Button>Try again</Button>}
        />
      </Group>
      <Group title="Loading">
        <StatSkeleton />
        <TableSkeleton rows={2} />
        <DetailSkeleton />
      </Group>
    </>
  );
}
