import type { MoneyText } from "@/components/money/money-text";
import type { Menu } from "./nav-items";

/** The organisation one works for. */
export type ShellOrg = { name: string; kind: "distributor" | "issuer"; currency: string };

/** The person who is signed in. */
export type ShellPerson = { name: string; roles: readonly ("admin" | "maker" | "checker" | "viewer")[] };

/** What the frame of every signed-in page shows. */
export type ShellView = {
  org: ShellOrg;
  person: ShellPerson;
  /** Available float, or null where there is none to show. */
  float: MoneyText | null;
  /** IANA zone of the organisation, and its label from the kernel: "Lagos time, UTC+1". */
  zone: string;
  zoneLabel: string;
  /** Instant of rendering, ISO 8601: relative times start from it. */
  now: string;
  /** Only what this person may decide. */
  pendingCount: number;
  /** Notices that this person has not seen. */
  unread: number;
  /** The places that this person is offered. */
  menu: Menu;
  /** Where a search is answered; it takes `?q=`. */
  searchPath: string;
  trial: boolean;
};
