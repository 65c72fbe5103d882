import { ArrowDownToLine, ArrowUpFromLine } from "lucide-react";
import type { ReactNode } from "react";
import { Amount, BigAmount } from "@/components/money/amount";
import { EffectBox } from "@/components/money/effect-box";
import { Phone } from "@/components/money/phone";
import { Avatar } from "@/components/ui/avatar";
import { Badge, CountBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyId } from "@/components/ui/copy-id";
import { Countdown } from "@/components/ui/countdown";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-chip";
import { Kbd } from "@/components/ui/kbd";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { DetailSkeleton, StatSkeleton, TableSkeleton } from "@/components/ui/skeleton";
import { type OperationStatus, StatusBadge } from "@/components/ui/status-badge";
import { Tabs } from "@/components/ui/tabs";
import { Timeline } from "@/components/ui/timeline";
import { Tooltip } from "@/components/ui/tooltip";
import { SampleForm } from "./sample-form";
import { EXPIRES, NOW } from "./samples";

const STATUSES: OperationStatus[] = [
  "pending",
  "executing",
  "completed",
  "rejected",
  "cancelled",
  "expired",
  "failed",
  "blocked",
  "reversed",
];
const VARIANTS = ["primary", "secondary", "danger", "danger-solid", "ghost"] as const;
const COLOURS =
  "bg surface sunken hover line line-strong line-field ink ink-2 ink-3 accent accent-soft wait wait-soft good good-soft bad bad-soft idle idle-soft focus";

/** Every primitive with its states, in one theme. */
export function Specimens({ theme }: { theme: "light" | "dark" }) {
  return (
    <div data-theme={theme} className="flex min-w-0 flex-col gap-8 bg-bg p-5 sm:p-7">
      <h2 className="text-xl font-semibold">{theme === "light" ? "Light" : "Dark"}</h2>
      <Group title="Colours">
        <ul className="flat-list flex flex-wrap gap-2">
          {COLOURS.split(" ").map((name) => (
            <li key={name} className="w-18 text-2xs text-ink-3">
              <svg aria-hidden="true" className="mb-1 block h-8 w-full rounded-control border border-line">
                <rect width="100%" height="100%" fill={`var(--${name})`} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      </Group>
      <Group title="Type">
        {["3xl 36", "2xl 28", "xl 20", "l 16", "m 14", "s 13", "xs 12"].map((size) => (
          <p key={size} className={TYPE[size.split(" ")[0] as keyof typeof TYPE]}>
            {size} · 0123456789 · 812,000.00
          </p>
        ))}
      </Group>
      <Group title="Buttons">
        {(["m", "s", "l"] as const).map((size) => (
          <Row key={size}>
            {VARIANTS.map((variant) => (
              <Button key={variant} variant={variant} size={size}>
                {variant}
              </Button>
            ))}
          </Row>
        ))}
        <Row>
          <Button variant="primary" disabled>
            Disabled
          </Button>
          <Button disabled>Disabled</Button>
          <Button variant="primary" busyLabel="Approving…">
            Approve
          </Button>
          <Button variant="primary" busy busyLabel="Approving…">
            Approve
          </Button>
          <Button icon={<ArrowUpFromLine aria-hidden="true" />}>New cash-out</Button>
          <LinkButton href="/design" variant="primary" icon={<ArrowDownToLine aria-hidden="true" />}>
            New cash-in
          </LinkButton>
          <Button variant="primary" keyHint={<Kbd tone="on-button">A</Kbd>}>
            Approve…
          </Button>
        </Row>
      </Group>
      <Group title="Badges">
        <Row>
          {STATUSES.map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
        </Row>
        <Row>
          <StatusBadge status="pending" label="Waiting for 1 of 2 approvals" />
          <Badge tone="accent">Accent</Badge>
          <Badge>Idle</Badge>
          <CountBadge count={7} />
          <CountBadge count={143} />
          <Avatar name="Maker One" />
          <Kbd>Ctrl K</Kbd>
          <Kbd>?</Kbd>
        </Row>
      </Group>
      <Group title="Fields">
        <SampleForm suffix={theme} />
      </Group>
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
    </div>
  );
}

const TYPE = {
  "3xl": "text-3xl font-semibold tracking-[-0.02em]",
  "2xl": "text-2xl font-semibold tracking-[-0.02em]",
  xl: "text-xl font-semibold",
  l: "text-l",
  m: "text-m",
  s: "text-s",
  xs: "text-xs",
};

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h3 className="border-b border-line pb-1 text-s font-medium text-ink-3">{title}</h3>
      {children}
    </section>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2">{children}</div>;
}
