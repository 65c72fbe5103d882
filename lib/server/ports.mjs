import { createServer } from "node:net";

/**
 * Listens for a moment to see whether a port is free.
 *
 * @param {number} port 0 for any
 * @param {string} host
 * @returns {Promise<{ port: number } | { error: string }>} the port, or the system's code such as `EADDRINUSE`
 */
export function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve({ error: /** @type {NodeJS.ErrnoException} */ (error).code ?? "unknown" }));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve({ port: typeof address === "object" && address ? address.port : port }));
    });
  });
}

/** @param {number} port @param {string} host */
export async function isFree(port, host) {
  return "port" in (await tryPort(port, host));
}

/** A port that is free at this moment. @param {string} host @returns {Promise<number>} */
export async function freePort(host) {
  const found = await tryPort(0, host);
  if ("error" in found) throw new Error(`no free port on ${host}: ${found.error}`);
  return found.port;
}
