import document from "@/lib/api/public-v1/openapi.json";

/** The document of the public API, for programs and for the pages of people who write them. */
export function GET(): Response {
  return Response.json(document, { headers: { "cache-control": "public, max-age=300" } });
}
