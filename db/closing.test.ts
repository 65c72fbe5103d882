import { expect, test, vi } from "vitest";

test("what another copy of the module made is known as a closing: front server and pages share one pool", async () => {
  const { Closing } = await import("./closing");
  vi.resetModules();
  const other = await import("./closing");
  expect(other.Closing).not.toBe(Closing);
  expect(new other.Closing(Promise.resolve()) instanceof Closing).toBe(true);
  expect({ last: Promise.resolve() } instanceof Closing).toBe(false);
});
