import type { Currency } from "@/lib/kernel/currencies";
import { KeyChange } from "./key-change";
import { OrganisationChange } from "./organisation-change";
import { PersonChange } from "./person-change";
import { PolicyChange } from "./policy-change";
import type { SerialisedOperation } from "./serialise-operation";

/** What a request changes where no money moves, before and after; nothing for one that moves money. `currency` is that of those whose it is. */
export function WhatChanges({ operation, currency }: { operation: SerialisedOperation; currency: Currency }) {
  return (
    <>
      <PersonChange operation={operation} />
      <OrganisationChange operation={operation} currency={currency} />
      <KeyChange operation={operation} currency={currency} />
      <PolicyChange operation={operation} currency={currency} />
    </>
  );
}
