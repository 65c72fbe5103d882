import { tryPort } from "./ports.mjs";
import { StartupError } from "./startup-error.mjs";

/**
 * Makes sure, before anything that takes time, that the port can be had. Without HOST the application listens on both
 * loopback addresses; where a machine has no `::1` that one is left out.
 *
 * @param {{ port: number, host: string | undefined }} wanted
 */
export async function checkPort({ port, host }) {
  for (const address of host ? [host] : ["127.0.0.1", "::1"]) {
    const found = await tryPort(port, address);
    if ("port" in found) continue;
    if (found.error === "EADDRNOTAVAIL" && !host) continue;
    if (found.error === "EAFNOSUPPORT" && !host) continue;
    if (found.error === "EADDRINUSE") throw new StartupError(`Port ${port} is taken. Stop what uses it, or set PORT.`);
    throw new StartupError(`Cannot listen on ${address}, port ${port} (${found.error}). Set HOST or PORT.`);
  }
}

/**
 * Reads PORT as the settings do, before they can be loaded.
 *
 * @param {string | undefined} text
 * @returns {number}
 */
export function readPort(text) {
  if (!text) return 3000;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new StartupError(`PORT must be a number up to 65535; it is ${JSON.stringify(text)}.`);
}
