import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { expect, test } from "@playwright/test";
import { type Ask, ask, hasFront, outcome } from "../../support/distributor-api";
import { seededTransfer } from "../../support/ledger";
import { baseURL } from "../../support/trial";

let transfer: Awaited<ReturnType<typeof seededTransfer>>;
test.beforeAll(async () => {
  transfer = await seededTransfer();
});

const pathOf = (proof: string) => `/api/public/transfers/${proof}`;
const askPublic = (proof: string, more: Partial<Ask> = {}) => ask({ path: pathOf(proof), key: null, ...more });

const RFC_3339 = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What no answer of the public API may have. */
const PERSONAL = /phone|name|\+234|dst_|cus_|acc_|op_|wo_|balance|distributor|account/i;

test.describe("200", () => {
  test("a transfer is confirmed with its amount, time and place, and with nothing else, to anybody", async () => {
    const { status, json, text, headers } = await askPublic(transfer.proof);
    expect(status).toBe(200);
    const { chainVerifiedAt, ...told } = json;
    expect(told).toEqual({
      blockchainID: transfer.proof,
      confirmed: true,
      amount: transfer.minor.replace(/..$/, ".$&"),
      currency: transfer.currency,
      sequenceNumber: Number(transfer.place),
      postedAt: expect.stringMatching(RFC_3339),
    });
    // Only where a verification of the whole chain has run.
    expect(chainVerifiedAt ?? told.postedAt).toMatch(RFC_3339);
    expect(text).not.toMatch(PERSONAL);
    expect(headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("it is never kept, sets no cookie, and scripts of any site may read it without credentials", async () => {
    const { headers } = await askPublic(transfer.proof, { headers: { origin: "https://elsewhere.example" } });
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["access-control-allow-origin"]).toBe("*");
    expect(headers["access-control-allow-credentials"]).toBeUndefined();
    expect(headers["set-cookie"]).toBeUndefined();
  });

  test("a key, right or wrong, makes no difference", async () => {
    const answers = await Promise.all([
      askPublic(transfer.proof),
      ask({ path: pathOf(transfer.proof) }),
      askPublic(transfer.proof, { key: "uwk_wrong" }),
    ]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test("HEAD is GET without its body", async () => {
    const { status, text, headers } = await askPublic(transfer.proof, { method: "HEAD" });
    expect([status, text, headers["access-control-allow-origin"]]).toEqual([200, "", "*"]);
  });

  test("the document of the public API is served", async () => {
    const { status, json } = await ask({ path: "/api/openapi/public-v1", key: null });
    expect([status, Object.keys(json.paths)]).toEqual([200, ["/api/public/transfers/{tx}"]]);
  });
});

test.describe("400", () => {
  const malformed: [string, (proof: string) => string][] = [
    ["without its prefix", (proof) => proof.slice(3)],
    ["one character short", (proof) => proof.slice(0, -1)],
    ["one character long", (proof) => `${proof}0`],
    ["in capitals", (proof) => proof.toUpperCase()],
    ["with a blank", (proof) => `%20${proof}`],
    ["percent-encoded", (proof) => proof.replace("t", "%74")],
    ["with a digit that is not hexadecimal", (proof) => `${proof.slice(0, -1)}g`],
    ["of another kind", (proof) => proof.replace("tx_", "op_")],
    ["a wildcard", () => "tx_%25"],
  ];
  for (const [what, spoil] of malformed) {
    test(`a hash ${what}`, async () => {
      const answer = await askPublic(spoil(transfer.proof));
      expect(outcome(answer)).toBe("400 id.malformed");
      expect(answer.json.fields).toEqual([{ path: "tx", message: "must be tx_ and 64 hex digits in lower case" }]);
      expect(answer.headers["access-control-allow-origin"]).toBe("*");
    });
  }

  test("a parameter that is not known, or given twice", async () => {
    expect(outcome(await askPublic(`${transfer.proof}?colour=blue`))).toBe("400 request.unknown-field");
    expect(outcome(await askPublic(`${transfer.proof}?a=1&a=2`))).toBe("400 request.duplicate-field");
  });
});

test.describe("404", () => {
  test("a hash that no transfer has, also one that differs in its last digit or that every chain begins with", async () => {
    const { proof } = transfer;
    const others = [proof.slice(0, -1) + (proof.endsWith("0") ? "1" : "0"), `tx_${"0".repeat(64)}`];
    for (const other of others) {
      const answer = await askPublic(other);
      expect(outcome(answer)).toBe("404 ledger.transfer-not-found");
      expect(answer.headers["cache-control"]).toBe("no-store");
    }
  });

  test("everything else below the public API, in the API's own form", async () => {
    for (const path of ["/api/public", "/api/public/transfers", pathOf(`${transfer.proof}/more`)]) {
      expect(outcome(await ask({ path, key: null }))).toBe("404 request.not-found");
    }
  });
});

test.describe("405", () => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    test(`${method}, with Allow, wherever it comes from`, async () => {
      for (const headers of [{}, { origin: "https://elsewhere.example" }]) {
        const answer = await askPublic(transfer.proof, { method, headers });
        expect(outcome(answer)).toBe("405 request.method-not-allowed");
        expect(answer.headers.allow).toBe("GET, HEAD");
      }
    });
  }
});

// Where only Next runs no address is known for certain, and none is limited.
if (hasFront) {
  test.describe("429", () => {
    // Another address of this machine than that of the other tests, whose look-ups are counted for themselves.
    const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"));
    const elsewhere = hasIpv6 ? { hostname: "::1" } : { hostname: "127.0.0.1", localAddress: "127.0.0.2" };
    const { port } = new URL(baseURL);

    const statusOf = (proof: string) =>
      new Promise<{ status: number; retryAfter: string | undefined }>((resolve, reject) => {
        const outgoing = request({ ...elsewhere, port, path: pathOf(proof), agent: false }, (response) => {
          response.resume();
          resolve({ status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] });
        });
        outgoing.on("error", reject).end();
      });

    test("so many look-ups in a minute from one address, of whatever transfer; others go on meanwhile", async () => {
      let refused: Awaited<ReturnType<typeof statusOf>> | undefined;
      // Two minutes' worth and more: the minute may turn on the way.
      for (let n = 0; n < 700 && !refused; n += 20) {
        const proofs = Array.from({ length: 20 }, (_, k) => (k % 2 ? transfer.proof : `tx_${"0".repeat(64)}`));
        const answers = await Promise.all(proofs.map(statusOf));
        refused = answers.find(({ status }) => status === 429);
      }
      expect(refused?.status).toBe(429);
      expect(Number(refused?.retryAfter)).toBeGreaterThanOrEqual(1);
      expect(Number(refused?.retryAfter)).toBeLessThanOrEqual(60);
      expect((await askPublic(transfer.proof)).status).toBe(200);
    });
  });
}
