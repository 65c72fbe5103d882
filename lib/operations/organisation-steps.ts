import { applyOrganisation } from "@/lib/organisations";

/** For types that change an organisation or a customer: an admin of the issuer asks, a checker of the issuer decides. */
export const organisationChange = {
  submitPermission: "distributors.change",
  decidePermission: "operations.decide",
  apply: applyOrganisation,
} as const;
