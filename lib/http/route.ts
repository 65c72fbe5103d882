import { DomainError } from "@/lib/kernel/errors";
import { type ApiReply, type ApiRequest, answerEndpoint, refuse } from "./answer";
import { matchApi } from "./api-paths";
import { readPeer } from "./peer";

/** Every method that Next can route. A path answers those it does not have with a 405 that says which it has. */
type Handlers = Readonly<
  Record<"GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS", (request: Request) => Promise<Response>>
>;

/**
 * Answers a request of the API from the list of endpoints: the one door of the front server and of the route files.
 * @param method as it came, HEAD included; the transport leaves out the body of its answer
 */
export async function answerApi(method: string, request: Omit<ApiRequest, "params">): Promise<ApiReply> {
  const match = matchApi(method, request.path);
  if (!match) return refuse(new DomainError("request.not-found"), request);
  if (match.endpoint) return answerEndpoint(match.endpoint, { ...request, params: match.params });
  const reply = refuse(new DomainError("request.method-not-allowed"), request);
  return { ...reply, headers: { ...reply.headers, allow: match.allow } };
}

/**
 * What the route file of a path exports. The path is matched again from the request, so that both servers agree on it.
 * @param _template the path in the list of endpoints; a test compares it with the place of the file
 */
export function apiRoutes(_template: string): Handlers {
  return { GET: answer, HEAD: answer, POST: answer, PUT: answer, PATCH: answer, DELETE: answer, OPTIONS: answer };
}

async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const reply = await answerApi(request.method, {
    ...readPeer(request.headers),
    path: url.pathname,
    search: url.search,
    header: (name) => request.headers.get(name),
    readBody: (limit) => readStream(request.body, limit),
  });
  return new Response(request.method === "HEAD" ? null : reply.body, { status: reply.status, headers: reply.headers });
}

async function readStream(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > limit) {
      void reader?.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}
