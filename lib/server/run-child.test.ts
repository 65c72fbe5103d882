import { afterEach, describe, expect, it } from "vitest";
import { readEnv, SettingsError } from "@/lib/config/env";
import { checkout, runNode } from "./run-child.mjs";

const OWN = {
  DATABASE_URL: "postgres://portal_app@db/portal",
  NEXTAUTH_SECRET: "x".repeat(32),
  ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
  SMS_HTTP_URL: undefined as string | undefined,
};

/** The settings that a program receives which is started beside these in the environment. */
async function received(env: Record<string, string | undefined>): Promise<Record<string, string>> {
  const { output } = await runNode(["-e", "console.log(JSON.stringify(process.env))"], { cwd: checkout, env });
  return JSON.parse(output);
}

describe("a program of ours", () => {
  const before = process.env.PORTAL_EMBEDDED;
  afterEach(() => {
    if (before === undefined) delete process.env.PORTAL_EMBEDDED;
    else process.env.PORTAL_EMBEDDED = before;
  });

  it("is not in trial mode because somebody has set PORTAL_EMBEDDED beside DATABASE_URL", async () => {
    process.env.PORTAL_EMBEDDED = "1";
    const env = await received({ ...OWN, SMS_HTTP_URL: "https://sms.example/send" });
    expect(env).not.toHaveProperty("PORTAL_EMBEDDED");
    expect(readEnv(env).trial).toBe(false);
    const without = await received(OWN);
    expect(() => readEnv(without)).toThrow(SettingsError);
  });

  it("is in trial mode when the embedded database is started for it", async () => {
    expect(readEnv(await received({ ...OWN, PORTAL_EMBEDDED: "1" })).trial).toBe(true);
  });
});
