import { createServer, type RequestListener, type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { newRequestId } from "@/lib/http/peer";
import { StartupError } from "../startup-error.mjs";

/** Servers that listen, one per address, and the port they share. */
export type Listening = { readonly servers: readonly Server[]; readonly port: number };

const LOOPBACK = ["127.0.0.1", "::1"];

/**
 * Listens on `host`, or on both loopback addresses where none is given; a machine without `::1` has only the other.
 * @param port 0 for any that is free
 * @throws StartupError one line for its reader: the port is taken, the address is not ours
 */
export async function listen(
  listener: RequestListener,
  { host, port }: { host: string | undefined; port: number },
): Promise<Listening> {
  const servers: Server[] = [];
  let shared = port;
  for (const address of host ? [host] : LOOPBACK) {
    const server = openServer(listener);
    const problem = await start(server, address, shared);
    if (problem === null) {
      servers.push(server);
      shared = portOf(server) ?? shared;
      continue;
    }
    if (!host && address !== LOOPBACK[0] && (problem === "EADDRNOTAVAIL" || problem === "EAFNOSUPPORT")) continue;
    for (const open of servers) open.close();
    throw new StartupError(
      problem === "EADDRINUSE"
        ? `Port ${shared} is taken. Stop what uses it, or set PORT.`
        : `Cannot listen on ${address}, port ${shared} (${problem}). Set HOST or PORT.`,
    );
  }
  return { servers, port: shared };
}

// Time limits are those of a client on a bad mobile line; behind a proxy the kept connection must outlive the proxy's own.
function openServer(listener: RequestListener): Server {
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
    },
    listener,
  );
  server.setTimeout(120_000);
  server.on("clientError", answerUnreadable);
  return server;
}

const STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** What cannot be read as a request has no response object: the answer goes straight to the socket. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ""] ?? 400;
  const reason = STATUS_CODES[status] ?? "";
  const requestId = newRequestId();
  const body = JSON.stringify({
    error: reason,
    message: "This request cannot be read.",
    code: "request.invalid",
    requestId,
  });
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `x-request-id: ${requestId}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n${body}`,
  );
}

function start(server: Server, host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message);
    server.once("error", failed);
    server.listen({ host, port }, () => {
      server.off("error", failed);
      resolve(null);
    });
  });
}

function portOf(server: Server): number | null {
  const address = server.address();
  return typeof address === "object" && address ? address.port : null;
}

/**
 * Stops accepting, lets what is in flight end for at most `seconds`, then closes what is left.
 */
export async function drain(servers: readonly Server[], seconds: number): Promise<void> {
  const closed = Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  // A kept connection whose last answer has just gone out is idle now, and was not when closing began.
  const sweep = setInterval(() => servers.forEach((server) => void server.closeIdleConnections()), 50);
  const cut = setTimeout(() => servers.forEach((server) => void server.closeAllConnections()), seconds * 1000);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
