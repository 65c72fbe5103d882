import { describe, expect, test } from "vitest";
import { ROLES } from "@/lib/kernel/roles";
import { isAllowed, PERMISSIONS, type UserPrincipal } from "@/lib/runtime";
import { matrixOf } from "./matrix";

describe.each(["distributor", "issuer"] as const)("the matrix of a %s", (kind) => {
  const rows = matrixOf(kind).flatMap(({ rows }) => rows);

  test("says of each role what the verbs' own question says", () => {
    for (const { permission, roles } of rows)
      for (const role of ROLES) {
        const principal = { kind: "user", organisationKind: kind, roles: [role] } as unknown as UserPrincipal;
        expect([permission, role, roles.includes(role)]).toEqual([permission, role, isAllowed(principal, permission)]);
      }
  });

  test("leaves out no permission that one of its people has", () => {
    const everybody = { kind: "user", organisationKind: kind, roles: ROLES } as unknown as UserPrincipal;
    const held = (Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[]).filter((one) => isAllowed(everybody, one));
    expect(rows.map(({ permission }) => permission).sort()).toEqual(held.sort());
  });
});
