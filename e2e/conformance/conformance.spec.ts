import { execFile } from "node:child_process";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { own } from "../support/distributor-api";
import { makeExtraKey } from "../support/extra-key";
import { baseURL, customer, merchant } from "../support/trial";

type Run = { readonly code: number; readonly output: string };

/** `npm run conformance -- …` to its end. */
function runKit(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile("node", ["e2e/conformance/run.mjs", ...args], { timeout: 90_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
}

const asKey = (base: string, key: string) => ["--base", base, "--distributor", own.id, "--key", key];

test.describe("the conformance kit", () => {
  test.slow();

  test("every clause of the contract holds at this portal, and none is left out", async () => {
    const keys = await Promise.all([
      makeExtraKey(own, {}),
      makeExtraKey(own, { permissions: ["read-balance", "read-transactions"] }),
      makeExtraKey(own, { allowedAddresses: ["10.1.2.3"] }),
      makeExtraKey(own, { requestsPerMinute: 20 }),
    ]);
    const [key = "", reading = "", barred = "", slow = ""] = keys;
    const { code, output } = await runKit(
      ...asKey(baseURL, key),
      ...["--phone", customer(0).phone, "--short-code", merchant(0).shortCode, "--amount", "0.01"],
      ...["--reading-key", reading, "--barred-key", barred, "--slow-key", slow],
    );
    process.stdout.write(output);
    expect(output).toMatch(/\n(\d+) of \1 clauses hold, 0 fail, 0 were not asked\.\n$/);
    expect(code).toBe(0);
    for (const secret of keys) expect(output).not.toContain(secret);
  });

  test("without a recipient it creates nothing, and says what it did not ask", async () => {
    const { code, output } = await runKit(...asKey(baseURL, own.apiKey));
    expect(output).toContain("needs --phone");
    expect(output).toMatch(/ 0 fail, \d+ were not asked/);
    expect(code).toBe(0);
  });

  const BREAKERS: Record<string, RequestListener> = {
    "that answers everything with 200 and nothing": (_, response) => void response.end("{}"),
    "that lets everybody in": (_, response) =>
      void response
        .writeHead(200, { "content-type": "application/json", "x-request-id": "0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa" })
        .end('{"balance":"1.00","currency":"NGN","posted":"1.00","held":"0.00"}'),
    "that hangs up": (request) => void request.socket.destroy(),
  };
  for (const [name, listener] of Object.entries(BREAKERS)) {
    test(`it fails a server ${name}`, async () => {
      const server = createServer(listener).listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const { code, output } = await runKit(...asKey(base, own.apiKey));
      server.closeAllConnections();
      server.close();
      expect([code, output.includes("FAILS      no key: 401")]).toEqual([1, true]);
    });
  }

  test("it says how it is called, and ends with 2, where the command line is wrong", async () => {
    for (const args of [[], ["--base", "portal.example"], ["--colour", "blue"]]) {
      const { code, output } = await runKit(...args);
      expect([code, output.includes("--distributor dst_…")]).toEqual([2, true]);
    }
  });
});
