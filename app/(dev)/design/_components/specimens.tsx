import { ArrowDownToLine, ArrowUpFromLine } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Badge, CountBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { LinkButton } from "@/components/ui/link-button";
import { type OperationStatus, StatusBadge } from "@/components/ui/status-badge";
import { Group, Row } from "./group";
import { MoreSpecimens } from "./more-specimens";
import { SampleForm } from "./sample-form";

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
      <MoreSpecimens theme={theme} />
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
