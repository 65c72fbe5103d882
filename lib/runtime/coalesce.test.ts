import { afterEach, describe, expect, it, vi } from "vitest";
import { coalesce } from "./coalesce";
import type { Outcome } from "./context";

let queue = 0;
const named = () => `test ${++queue}`;

const releases: (() => void)[] = [];
const held = () => new Promise<void>((resolve) => void releases.push(resolve));
afterEach(() => {
  vi.useRealTimers();
  releases.splice(0).forEach((release) => {
    release();
  });
});

/** Work that notes what came together, and doubles it. */
function doubling(batches: number[][], until: () => Promise<void> = async () => undefined) {
  return async (items: readonly number[]): Promise<Outcome<number, unknown>[]> => {
    batches.push([...items]);
    await until();
    return items.map((n) => (n < 0 ? { ok: false, error: new Error(`${n}`) } : { ok: true, value: 2 * n }));
  };
}

describe("calls that meet", () => {
  it("share one piece of work, and each gets its own outcome", async () => {
    const [name, batches]: [string, number[][]] = [named(), []];
    const all = [1, -2, 3].map((n) => coalesce(name, 10, n, doubling(batches)));
    expect(await Promise.allSettled(all)).toMatchObject([{ value: 2 }, { reason: { message: "-2" } }, { value: 6 }]);
    expect(batches).toEqual([[1, -2, 3]]);
  });

  it("are served without a timer when there is one alone, and those that come meanwhile go together next", async () => {
    const [name, batches]: [string, number[][]] = [named(), []];
    const first = coalesce(name, 10, 1, doubling(batches, held));
    await expect.poll(() => batches).toEqual([[1]]);
    const rest = [2, 3, 4].map((n) => coalesce(name, 2, n, doubling(batches)));
    expect(batches).toEqual([[1]]);
    releases.splice(0)[0]?.();
    expect(await first).toBe(2);
    await expect.poll(() => batches).toHaveLength(2);
    releases.splice(0)[0]?.();
    expect(await Promise.all(rest)).toEqual([4, 6, 8]);
  });

  it("are no more at a time than the work takes", async () => {
    const [name, batches]: [string, number[][]] = [named(), []];
    await Promise.all([1, 2, 3, 4, 5].map((n) => coalesce(name, 2, n, doubling(batches))));
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  });

  it("fail together when the work throws, and the queue goes on", async () => {
    const name = named();
    const failing = [1, 2].map((n) =>
      coalesce(name, 10, n, async () => {
        throw new Error("away");
      }),
    );
    expect(await Promise.allSettled(failing)).toMatchObject([
      { reason: { message: "away" } },
      { reason: { message: "away" } },
    ]);
    expect(await coalesce(name, 10, 7, doubling([]))).toBe(14);
  });

  it("are told, and the queue goes on, when the work never ends", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const name = named();
    const forgotten = coalesce(name, 10, 1, () => new Promise<never>(() => undefined));
    const told = expect(forgotten).rejects.toMatchObject({ code: "runtime.database-unavailable" });
    await new Promise(setImmediate);
    await vi.advanceTimersByTimeAsync(60_000);
    await told;
    vi.useRealTimers();
    expect(await coalesce(name, 10, 7, doubling([]))).toBe(14);
  });

  it("are not served behind their caller's back when they have waited longer than any request does", async () => {
    const [name, batches]: [string, number[][]] = [named(), []];
    const first = coalesce(name, 10, 1, doubling(batches, held));
    await expect.poll(() => batches).toEqual([[1]]);
    const late = coalesce(name, 10, 2, doubling(batches));
    const told = expect(late).rejects.toMatchObject({ code: "runtime.busy" });
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 15_001);
    releases.splice(0)[0]?.();
    await told;
    vi.restoreAllMocks();
    expect([await first, batches]).toEqual([2, [[1]]]);
  });

  it("in other queues wait for none of these", async () => {
    const slow = coalesce(named(), 10, 1, doubling([], held));
    expect(await coalesce(named(), 10, 2, doubling([]))).toBe(4);
    releases.splice(0)[0]?.();
    expect(await slow).toBe(2);
  });
});
