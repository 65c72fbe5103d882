import {
  ArrowDownToLine,
  ArrowUpFromLine,
  Banknote,
  BellRing,
  Building2,
  CircleCheck,
  Contact,
  FileSpreadsheet,
  HandCoins,
  House,
  KeyRound,
  LayoutDashboard,
  List,
  Plus,
  ScrollText,
  ShieldQuestion,
  SlidersHorizontal,
  Store,
  Users,
  Wallet,
} from "lucide-react";
import type { ReactNode } from "react";

/** Where one can go. `letter` is what follows G on the keyboard; `bar`: on a phone it stands in the bar at the lower edge. */
type Place = { href: string; letter: string; icon: ReactNode; bar?: boolean; exact?: boolean; waits?: boolean };

/** Every place of every menu; its key is its message in `shell.nav`. Who gets which is said by the reader of the shell. */
const PLACES = {
  home: { href: "/", letter: "h", icon: <House aria-hidden="true" />, bar: true, exact: true },
  approvals: { href: "/approvals", letter: "a", icon: <CircleCheck aria-hidden="true" />, bar: true, waits: true },
  operations: { href: "/operations", letter: "o", icon: <List aria-hidden="true" />, bar: true },
  cashIn: { href: "/cash-in/new", letter: "i", icon: <ArrowDownToLine aria-hidden="true" /> },
  cashOut: { href: "/cash-out/new", letter: "u", icon: <ArrowUpFromLine aria-hidden="true" /> },
  files: { href: "/bulk", letter: "s", icon: <FileSpreadsheet aria-hidden="true" /> },
  askForFloat: { href: "/float/new", letter: "f", icon: <Banknote aria-hidden="true" /> },
  withdrawFloat: { href: "/float/withdraw", letter: "b", icon: <HandCoins aria-hidden="true" /> },
  floatAccounts: { href: "/float", letter: "m", icon: <Wallet aria-hidden="true" />, exact: true },
  lowFloat: { href: "/settings/float", letter: "l", icon: <BellRing aria-hidden="true" /> },
  overview: { href: "/issuer", letter: "h", icon: <LayoutDashboard aria-hidden="true" />, bar: true, exact: true },
  distributors: { href: "/issuer/distributors", letter: "d", icon: <Building2 aria-hidden="true" />, bar: true },
  merchants: { href: "/issuer/merchants", letter: "m", icon: <Store aria-hidden="true" /> },
  customers: { href: "/issuer/customers", letter: "c", icon: <Contact aria-hidden="true" /> },
  issuerApprovals: {
    href: "/issuer/approvals",
    letter: "a",
    icon: <CircleCheck aria-hidden="true" />,
    bar: true,
    waits: true,
  },
  issuerOperations: { href: "/issuer/operations", letter: "o", icon: <List aria-hidden="true" /> },
  people: { href: "/people", letter: "p", icon: <Users aria-hidden="true" /> },
  audit: { href: "/audit", letter: "t", icon: <ScrollText aria-hidden="true" /> },
  apiKeys: { href: "/settings/api-keys", letter: "k", icon: <KeyRound aria-hidden="true" /> },
  permissions: { href: "/settings/permissions", letter: "r", icon: <ShieldQuestion aria-hidden="true" /> },
  policies: { href: "/settings/policies", letter: "y", icon: <SlidersHorizontal aria-hidden="true" /> },
  newMerchant: { href: "/issuer/merchants/new", letter: "e", icon: <Store aria-hidden="true" /> },
  newCustomer: { href: "/issuer/customers/new", letter: "w", icon: <Contact aria-hidden="true" /> },
  newDistributor: { href: "/issuer/distributors/new", letter: "n", icon: <Plus aria-hidden="true" /> },
} as const satisfies Record<string, Place>;

/** Key of a place in a menu. */
export type PlaceKey = keyof typeof PLACES;

/** The places of a person's menu: where to look, what to make, and what concerns their organisation itself. */
export type Menu = {
  readonly main: readonly PlaceKey[];
  readonly create: readonly PlaceKey[];
  readonly own: readonly PlaceKey[];
};

/** A place with its key. */
export type NavItem = Place & { readonly key: PlaceKey };

/** Places in full, in the order of their keys. */
export function navItems(keys: readonly PlaceKey[]): NavItem[] {
  return keys.map((key) => ({ key, ...PLACES[key] }));
}
