import { DomainError } from "@/lib/kernel/errors";
import { answerEndpoint, refuse } from "./answer";
import { answerPublic, isPublic } from "./answer-public";
import { matchApi } from "./api-paths";
import type { ApiReply, ApiRequest } from "./api-request";
import { readPeer } from "./peer";

/**
 * Answers a request of the API from the list of endpoints: the one door of the front server and of the route files.
 * @param method as it came, HEAD included; the transport leaves out the body of its answer
 */
export async function answerApi(method: string, request: Omit<ApiRequest, "params">): Promise<ApiReply> {
  if (isPublic(request.path)) return answerPublic(method, request);
  const match = matchApi(method, request.path);
  if (!match) return refuse(new DomainError("request.not-found"), request);
  if (match.endpoint) return answerEndpoint(match.endpoint, { ...request, params: match.params });
  const reply = refuse(new DomainError("request.method-not-allowed"), request);
  return { ...reply, headers: { ...reply.headers, allow: match.allow } };
}

/*
 * What each route file under `app/api/v1` and `app/api/public` exports: every method that Next can route, since a path answers those it does
 * not have, too. The path is matched again from the request, so that both servers agree on it.
 */
export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};

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
