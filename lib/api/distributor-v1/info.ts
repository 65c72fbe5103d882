import type { Info } from "@/lib/api/openapi";

/** How the Distributor API introduces itself in its document. */
export const DISTRIBUTOR_API: Info = {
  title: "Distributor API",
  version: "1",
  summary: "Cash-ins and cash-outs for tills, partner gateways and apps.",
  description: [
    "Tills, partner gateways and customers' apps ask for cash-ins and cash-outs here. What they ask for is `pending`, its money held, until a person with the checker role approves it in the portal; no endpoint approves.",
    'JSON in UTF-8. Amounts are exact decimals in quotes (`"5000.00"`). A member that is null is absent; unknown and repeated members and parameters are refused. Send an `Idempotency-Key` with each POST and PUT, and repeat it when you retry.',
    "Every answer has `X-Request-Id`. Every refusal has a `code` that never changes; guides say what to do about each. A path that does not exist is a 404 `request.not-found`, a method that a path does not have a 405 `request.method-not-allowed` with `Allow`; an address over 8 KiB is a 414, more than 100 headers are a 431. HEAD is answered as GET, without its body.",
  ].join("\n\n"),
  tags: [
    { name: "Float", description: "What the distributor can still pay out." },
    { name: "Operations", description: "Cash-ins and cash-outs: ask for one, and follow it until it ends." },
    {
      name: "Cash-out queue",
      description: "Customers ask for a withdrawal with their own client; whoever fulfils it first has it.",
    },
    { name: "Recipients", description: "Whose phone or short code it is, before money is sent there." },
  ],
};
