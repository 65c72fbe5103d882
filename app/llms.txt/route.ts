import { portalOrigin } from "@/app/developers/_components/portal-origin";
import { GUIDES, readGuide } from "@/app/developers/_guides/guides";
import { readReference } from "@/app/developers/_reference/read-reference";

/** What there is to read of the API, for language models (llmstxt.org): guides as Markdown, the document, its endpoints. */
export async function GET(): Promise<Response> {
  const origin = await portalOrigin();
  const guides = GUIDES.map((name) => readGuide(name, origin)).map(
    ({ name, title, summary }) => `- [${title}](${origin}/developers/${name}.md): ${summary}`,
  );
  const endpoints = readReference()
    .flatMap((tag) => tag.endpoints)
    .map(({ id, method, path, summary }) => `- [${method} ${path}](${origin}/developers/reference#${id}): ${summary}`);
  const text = [
    "# Distributor Portal: Distributor API",
    "> Cash-ins and cash-outs from tills, partner gateways and apps. A program asks with an API key, a person approves in the portal, the ledger moves the money once.",
    "Amounts are exact decimals in quotes. Send an Idempotency-Key with each POST and PUT and repeat it when you retry. No endpoint approves.",
    `## Guides\n\n${guides.join("\n")}`,
    `## Document\n\n- [OpenAPI 3.1](${origin}/api/openapi/distributor-v1): every endpoint, schema, example and error code\n- [OpenAPI 3.1 of the public API](${origin}/api/openapi/public-v1): whether a transfer stands in the ledger`,
    `## Endpoints\n\n${endpoints.join("\n")}`,
  ].join("\n\n");
  return new Response(`${text}\n`, {
    headers: { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" },
  });
}
