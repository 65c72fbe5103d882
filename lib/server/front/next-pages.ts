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
  // Next listens for upgrades on the server it believes to be behind. Nothing is upgraded in production, and a server that never listens
  // keeps it that way; in development the real ones hand theirs on to it.
  const upgrades = new Server();
  const app = next({
    dev: development,
    dir: process.cwd(),
    hostname: host ?? "localhost",
    port,
    quiet: !development,
    httpServer: upgrades,
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    pages: (request, response) => handle(request, response),
    attach: ({ servers }) => {
      if (!development) return;
      for (const server of servers) server.on("upgrade", (...given) => void upgrades.emit("upgrade", ...given));
    },
    close: () => app.close(),
  };
}
