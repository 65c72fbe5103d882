import { Server } from "node:http";
import next from "next";
import type { Pages } from "./front";
import type { Listening } from "./listen";

/** Next, prepared: its request handler, and how to end it. In development it also takes over the sockets that reload pages. */
export type NextPages = { readonly pages: Pages; attach(listening: Listening): void; close(): Promise<void> };

/**
 * Prepares Next as a custom server: built pages, or in development pages that are built as they are asked for.
 * @throws Error when there is no build
 */
export async function openNextPages(options: {
  development: boolean;
  host: string | undefined;
  port: number;
}): Promise<NextPages> {
  const { development, host, port } = options;
  const app = next({
    dev: development,
    dir: process.cwd(),
    hostname: host ?? "localhost",
    port,
    quiet: !development,
    // Next attaches itself to the upgrades of the server it is behind. Nothing here is upgraded in production, and a server that never
    // listens keeps it that way.
    httpServer: new Server(),
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    pages: (request, response) => handle(request, response),
    attach: ({ servers }) => {
      if (!development) return;
      const upgrade = app.getUpgradeHandler();
      for (const server of servers)
        server.on("upgrade", (request, socket, head) => void upgrade(request, socket, head));
    },
    close: () => app.close(),
  };
}
