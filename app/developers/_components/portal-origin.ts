import { headers } from "next/headers";
import { env } from "@/lib/config/env";

const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Where the portal answers, for lines that are copied: the address people type, or without one the host that was asked for, which only
 * whoever asked gets to see.
 */
export async function portalOrigin(): Promise<string> {
  const { publicUrl, port } = env();
  if (publicUrl) return new URL(publicUrl).origin;
  const host = (await headers()).get("host") ?? "";
  return `http://${HOST.test(host) ? host : `localhost:${port}`}`;
}
