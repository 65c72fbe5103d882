import { type Grant, type KeyPermission, PERMISSIONS, type Permission, type Role } from "@/lib/runtime";

/** A permission that some role has; the others are the clock's and start-up's. */
export type ShownPermission = {
  [P in Permission]: (typeof PERMISSIONS)[P]["roles"] extends readonly [] ? never : P;
}[Permission];

type About<P extends string> = P extends `${infer Head}.${string}` ? Head : never;

/** The groups of rows, in the order of the screen. */
export const MATRIX_GROUPS = ["work", "float", "people", "keys", "directory", "records", "own"] as const;

type MatrixGroup = (typeof MATRIX_GROUPS)[number];

/** Where a row stands, by what its permission is about. */
const GROUP_OF: Readonly<Record<About<ShownPermission>, MatrixGroup>> = {
  home: "work",
  balance: "float",
  operations: "work",
  phones: "work",
  recipients: "work",
  withdrawals: "work",
  consents: "work",
  float: "float",
  people: "people",
  delegations: "people",
  "api-keys": "keys",
  policies: "people",
  audit: "records",
  "api-requests": "records",
  verification: "records",
  distributors: "directory",
  merchants: "directory",
  customers: "directory",
  sessions: "own",
  notices: "own",
};

/** One row: what may be done, the roles that may, and the permission of an API key that may as well. */
export type MatrixRow = {
  readonly permission: ShownPermission;
  readonly roles: readonly Role[];
  readonly key: KeyPermission | null;
};

/** Who may do what in a kind of organisation, computed from the one table that the verbs ask. Groups without a row are left out. */
export function matrixOf(
  kind: "issuer" | "distributor",
): readonly { readonly group: MatrixGroup; readonly rows: readonly MatrixRow[] }[] {
  const rows = Object.entries<Grant>(PERMISSIONS)
    .filter(([, grant]) => grant.roles.length > 0 && (!grant.in || grant.in === kind))
    .map(([permission, { roles, key }]) => ({
      permission: permission as ShownPermission,
      roles,
      key: kind === "distributor" ? (key ?? null) : null,
    }));
  return MATRIX_GROUPS.map((group) => ({ group, rows: rows.filter((row) => groupOf(row) === group) })).filter(
    ({ rows }) => rows.length > 0,
  );
}

function groupOf({ permission }: MatrixRow): MatrixGroup {
  return GROUP_OF[permission.slice(0, permission.indexOf(".")) as About<ShownPermission>];
}
