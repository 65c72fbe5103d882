import { ArrowDownToLine, ArrowUpFromLine, CircleCheck, House, List } from "lucide-react";
import type { ReactNode } from "react";

/** A place one can go to; `key` is its message in `shell.nav`, `letter` what follows G on the keyboard. */
export type NavItem = {
  key: "home" | "approvals" | "operations" | "cashIn" | "cashOut";
  href: string;
  letter: string;
  icon: ReactNode;
};

const HOME: NavItem = { key: "home", href: "/", letter: "h", icon: <House aria-hidden="true" /> };
const APPROVALS: NavItem = {
  key: "approvals",
  href: "/approvals",
  letter: "a",
  icon: <CircleCheck aria-hidden="true" />,
};
const OPERATIONS: NavItem = { key: "operations", href: "/operations", letter: "o", icon: <List aria-hidden="true" /> };
const CREATE: readonly NavItem[] = [
  { key: "cashIn", href: "/cash-in/new", letter: "i", icon: <ArrowDownToLine aria-hidden="true" /> },
  { key: "cashOut", href: "/cash-out/new", letter: "u", icon: <ArrowUpFromLine aria-hidden="true" /> },
];

/** The places of the portal for a person; those who may not create are not offered the forms. */
export function navItems(canCreate: boolean): { main: readonly NavItem[]; create: readonly NavItem[] } {
  return { main: [HOME, APPROVALS, OPERATIONS], create: canCreate ? CREATE : [] };
}
