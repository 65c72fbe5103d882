/** How the Distributor API introduces itself in its document. */
export const DISTRIBUTOR_API = {
  title: "Distributor API",
  version: "1",
  description:
    "Tills, partner gateways and customers' apps ask for cash-ins and cash-outs here. What they ask for is pending until a person approves it in the portal. Amounts are exact decimals in quotes; a member that is null is absent; unknown and repeated members are refused.",
};
