import { describe, expect, it } from "vitest";
import { areSent, commitBehind, follow, type Statements } from "./closing";

type Send = Parameters<typeof commitBehind>[0];

const answering = (answer: Promise<unknown>) => (() => answer) as unknown as Send;
const tagged = (command: string) => answering(Promise.resolve({ command }));
const refusal = Object.assign(new Error("refused"), { severity: "ERROR", code: "23505" });

describe("a COMMIT sent behind the last statements", () => {
  it("makes their value the transaction's when the server says COMMIT", async () => {
    expect(await commitBehind(tagged("COMMIT"), Promise.resolve("value"))).toBe("value");
  });

  it("is no commit when the server says ROLLBACK: what a statement failed with is the transaction's error", async () => {
    await expect(commitBehind(tagged("ROLLBACK"), Promise.reject(refusal))).rejects.toBe(refusal);
  });

  it("is never taken for done when the server says ROLLBACK, whatever the statements said", async () => {
    await expect(commitBehind(tagged("ROLLBACK"), Promise.resolve("value"))).rejects.toThrow("rolled back");
  });

  it("that fails itself is the transaction's error", async () => {
    const lost = Object.assign(new Error("lost"), { code: "CONNECTION_CLOSED" });
    await expect(commitBehind(answering(Promise.reject(lost)), Promise.resolve("value"))).rejects.toBe(lost);
  });

  it("that happened although a statement failed is not told as the server's refusal: that would mean that nothing has happened", async () => {
    const error = await commitBehind(tagged("COMMIT"), Promise.reject(new Error("a bug"))).catch((thrown) => thrown);
    expect(error).toMatchObject({ message: "committed, but its last statements failed", cause: { message: "a bug" } });
    expect(error).not.toHaveProperty("severity");
  });
});

describe("statements before a COMMIT", () => {
  const statements = (...all: (Promise<unknown> & { state?: unknown; describeFirst?: boolean })[]): Statements => {
    const kept: Statements = { unanswered: new Set(), failed: false };
    for (const one of all) follow(kept, one);
    return kept;
  };
  const pending = (kept: { state?: unknown; describeFirst?: boolean }) =>
    Object.assign(new Promise<unknown>(() => undefined), kept);

  it("are sent when the driver has given each to the connection whole, or it is answered already", async () => {
    expect(await areSent(statements(pending({ state: {} }), Promise.resolve()))).toBe(true);
  });

  it("are waited for where one of them waits in the driver, is described first, or could not be sent", async () => {
    expect(await areSent(statements(pending({ state: {} }), pending({ state: null })))).toBe(false);
    expect(await areSent(statements(pending({ state: {}, describeFirst: true })))).toBe(false);
    expect(await areSent(statements(pending({ state: {} }), Promise.reject(new Error("no value"))))).toBe(false);
  });
});
