import { execFile } from "node:child_process";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { showId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { requestWithdrawal } from "@/lib/wallets";
import { approveInUnit } from "../support/decide-in-unit";
import { own, post } from "../support/distributor-api";
import { makeExtraKey } from "../support/extra-key";
import { inUnit } from "../support/in-unit";
import { cashIn } from "../support/operation-bodies";
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

/** A customer's new request in the cash-out queue (`op_…`). */
const askForCash = () =>
  inUnit(async (ctx) => {
    const wish = { phone: parsePhone(customer(1).phone), amount: money(1n, "NGN") };
    return showId("withdrawal", await requestWithdrawal(ctx, wish));
  });

const HEADERS = { "content-type": "application/json", "x-request-id": "0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa" };
/** What is said of lists alone: of an empty one nothing can be. */
const LISTED = [
  "a bare array, newest first",
  'Link (rel="next") leads through the list',
  "offset passes over",
  "walletOperationID, sequenceNumber and blockchainID stand on completed operations",
  "and on no pending one",
  "items, nextCursor and limit",
  "cursors lead through the queue",
];

/** A server that is no portal, at an address of its own. */
function serve(listener: RequestListener): { readonly base: Promise<string>; close(): void } {
  const server = createServer(listener).listen(0, "127.0.0.1");
  const listening = new Promise((resolve) => server.once("listening", resolve));
  return {
    base: listening.then(() => `http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
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
      makeExtraKey(own, { maxAmountMinor: 1n }),
      makeExtraKey(own, { maxDailyMinor: 1n }),
    ]);
    const secrets = keys.map(({ secret }) => secret);
    const [key = "", reading = "", barred = "", slow = "", capped = "", daily = ""] = secrets;
    // Lists that a clause can be asked of: something completed, and more than one request that waits.
    await approveInUnit(own, (await post(cashIn())).json.operationID);
    const [, , cashOut] = [await askForCash(), await askForCash(), await askForCash()];
    const { code, output } = await runKit(
      ...asKey(baseURL, key),
      ...["--phone", customer(0).phone, "--short-code", merchant(0).shortCode, "--amount", "0.01"],
      ...["--reading-key", reading, "--barred-key", barred, "--slow-key", slow],
      ...["--capped-key", capped, "--daily-key", daily, "--cash-out", cashOut],
    );
    process.stdout.write(output);
    expect(output).toMatch(/\n(\d+) of \1 clauses hold, 0 fail, 0 were not asked\.\n$/);
    expect(code).toBe(0);
    for (const secret of secrets) expect(output).not.toContain(secret);
  });

  test("without a recipient it creates nothing, and says what it did not ask", async () => {
    const { code, output } = await runKit(...asKey(baseURL, own.apiKey));
    expect(output).toContain("needs --phone");
    expect(output).toMatch(/ 0 fail, \d+ were not asked/);
    expect(code).toBe(0);
  });

  test("of a portal that has nothing no clause about lists is said to hold", async () => {
    const { base, close } = serve((request, response) => {
      const isQueue = request.url?.includes("/cashouts");
      response.writeHead(200, HEADERS).end(isQueue ? '{"items":[],"nextCursor":"","limit":100}' : "[]");
    });
    const { output } = await runKit(...asKey(await base, own.apiKey));
    close();
    const said = (clause: string) => output.split("\n").find((line) => line.includes(clause)) ?? "";
    for (const clause of LISTED) expect(said(clause)).toMatch(/^ {2}not asked {2}/);
  });

  const BREAKERS: Record<string, RequestListener> = {
    "that answers everything with 200 and nothing": (_, response) => void response.end("{}"),
    "that lets everybody in": (_, response) =>
      void response.writeHead(200, HEADERS).end('{"balance":"1.00","currency":"NGN","posted":"1.00","held":"0.00"}'),
    "that hangs up": (request) => void request.socket.destroy(),
  };
  for (const [name, listener] of Object.entries(BREAKERS)) {
    test(`it fails a server ${name}`, async () => {
      const { base, close } = serve(listener);
      const { code, output } = await runKit(...asKey(await base, own.apiKey));
      close();
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
