import { describe, expect, it } from "vitest";
import { isConnectionEnd, isDriverFault } from "./driver-fault";

function withStack(error: Error, ...frames: string[]): Error {
  error.stack = `${error.name}: ${error.message}\n${frames.map((frame) => `    at ${frame}`).join("\n")}`;
  return error;
}

const driver = "Socket.closed (file:///srv/portal/node_modules/postgres/src/connection.js:437:20)";
const ours = "readBalance (file:///srv/portal/dist/main.js:10:3)";

describe("a fault of the database driver", () => {
  it("is a TypeError thrown by its own code, out of a socket's event", () => {
    const fault = withStack(new TypeError("x of null"), driver, "Socket.emit (node:events:524:28)");
    expect(isDriverFault(fault)).toBe(true);
    expect(isDriverFault(withStack(new TypeError("x"), "Socket.emit (node:events:524:28)", driver))).toBe(true);
  });

  it("is what a server said last on a connection, when nobody waited for it", () => {
    const named = (severity: string) =>
      Object.assign(new Error("terminating connection"), { name: "PostgresError", severity });
    expect(isDriverFault(withStack(named("FATAL"), driver))).toBe(true);
    expect(isDriverFault(withStack(named("ERROR"), driver))).toBe(false);
  });

  it("is not a connection's own end, which needs nothing renewed", () => {
    for (const code of ["CONNECTION_CLOSED", "CONNECTION_DESTROYED"]) {
      const end = Object.assign(new Error(`write ${code}`), { code });
      expect([isConnectionEnd(end), isDriverFault(withStack(end, driver))]).toEqual([true, false]);
    }
    expect(isConnectionEnd(new Error("something else"))).toBe(false);
  });

  it("is nothing that our code threw, or any other error", () => {
    expect(isDriverFault(withStack(new TypeError("x of null"), ours, driver))).toBe(false);
    expect(isDriverFault(withStack(new Error("CONNECTION_CLOSED"), driver))).toBe(false);
    expect(isDriverFault("postgres")).toBe(false);
    expect(isDriverFault(undefined)).toBe(false);
  });
});
