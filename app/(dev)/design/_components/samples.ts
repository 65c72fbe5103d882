import type { ShellView } from "@/components/layout/shell-view";
import type { HomeView } from "@/components/operations/home-summary";
import type { OperationDetailView, OperationEventView, OperationRowView } from "@/components/operations/operation-view";
import type { OperationStatus } from "@/components/ui/status-badge";

/*
 * Made-up data for the design pages. It stands still, so that a screenshot of today equals one of tomorrow.
 */
export const NOW = "2026-11-20T09:30:10Z";

export const shell: ShellView = {
  org: { name: "Distributor A", kind: "distributor", currency: "NGN" },
  person: { name: "Checker Two", roles: ["checker", "viewer"] },
  float: { amount: "812000.00", currency: "NGN" },
  zone: "Africa/Lagos",
  zoneLabel: "Lagos time, UTC+1",
  now: NOW,
  pendingCount: 7,
  unread: 2,
  menu: {
    main: ["home", "approvals", "operations"],
    create: ["cashIn", "cashOut"],
    own: ["people", "audit", "permissions"],
  },
  searchPath: "/operations",
  trial: true,
};

/** An instant some minutes before NOW. */
function ago(minutes: number): string {
  return new Date(Date.parse(NOW) - minutes * 60_000).toISOString();
}

function row(
  index: number,
  type: OperationRowView["type"],
  name: string,
  label: string,
  amount: string,
  minutes: number,
  more: Partial<OperationRowView> = {},
): OperationRowView {
  return {
    id: `op_0198c2f4-7a1e-7b02-8000-00000000000${index}`,
    type,
    status: "pending",
    money: { amount, currency: "NGN" },
    counterparty: { kind: label.startsWith("+") ? "customer" : "merchant", name, label },
    maker: { name: "Maker One", isMe: false, viaKey: null },
    createdAt: ago(minutes),
    ...more,
  };
}

const ended = (status: OperationStatus) => ({ status });

export const recent: readonly OperationRowView[] = [
  row(1, "cash-in", "A. Customer", "+234 802 900 1111", "25000.00", 2, ended("completed")),
  row(2, "cash-out-fulfillment", "P. Customer", "+234 803 111 2233", "40000.00", 4),
  row(3, "cash-in", "Corner Shop", "100000", "18500.00", 13, ended("completed")),
  row(4, "cash-in", "L. Customer", "+234 701 222 3434", "9000.00", 32, ended("rejected")),
  row(5, "cash-in", "M. Customer", "+234 809 100 2020", "1500.00", 47, ended("cancelled")),
];

export const waiting: readonly OperationRowView[] = [
  row(1, "cash-in", "J. Customer", "+234 812 345 6781", "250000.00", 2),
  row(2, "cash-in", "Corner Shop", "100000", "18500.00", 4, { maker: { name: "Admin", isMe: false, viaKey: "POS-3" } }),
  row(3, "cash-out-fulfillment", "P. Customer", "+234 803 111 2233", "40000.00", 6),
  row(4, "cash-in", "R. Customer", "+234 705 000 1122", "5000.00", 15, {
    maker: { name: "Maker Two", isMe: false, viaKey: null },
  }),
  row(5, "cash-in", "T. Customer", "+234 809 555 0001", "12000.00", 21, {
    maker: { name: "Checker Two", isMe: true, viaKey: null },
  }),
  row(6, "cash-out-fulfillment", "B. Customer", "+234 806 777 4501", "500000.00", 64),
];

export const home: HomeView = {
  currency: "NGN",
  float: { available: "812000.00", held: "250000.00", posted: "1062000.00", low: false },
  beside: null,
  waiting: { count: 7, more: false, oldestAt: ago(21), total: "825500.00" },
  completed: { count: 143, cashIn: "2310400.00", cashOut: "640000.00" },
  hours: [
    [6, "15000.00", "0.00"],
    [7, "70000.00", "22000.00"],
    [8, "135000.00", "40000.00"],
    [9, "206000.00", "55000.00"],
    [10, "278000.00", "78000.00"],
    [11, "350000.00", "88000.00"],
    [12, "255000.00", "118000.00"],
    [13, "190000.00", "104000.00"],
    [14, "318000.00", "71000.00"],
    [15, "382000.00", "96000.00"],
    [16, "238000.00", "46000.00"],
  ].map(([hour, cashIn, cashOut]) => ({ hour: hour as number, cashIn: cashIn as string, cashOut: cashOut as string })),
};

export const detail: OperationDetailView = {
  ...(waiting[0] as OperationRowView),
  memo: "Receipt 1234",
  approvals: { needed: 1, given: 0, issuers: 0 },
  failure: null,
};

export const events: readonly OperationEventView[] = [
  { key: "1", at: ago(2), text: "Created by Maker One" },
  { key: "2", at: ago(2), text: "250,000.00 held on the float" },
  { key: "3", at: ago(2), text: "Checkers notified" },
];

export const EXPIRES = "2026-11-21T09:28:40Z";
