import { describe, expect, it } from "vitest";
import { readEnv, readOwnerUrl, SettingsError } from "./env";

const OWN = {
  DATABASE_URL: "postgres://portal_app@db/portal",
  NEXTAUTH_SECRET: "x".repeat(32),
  ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
  SMS_HTTP_URL: "https://sms.example/send",
};

describe("settings", () => {
  it("with a database of one's own: all that are missing are named in one line", () => {
    const read = () => readEnv({ DATABASE_URL: OWN.DATABASE_URL });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(
      /^Settings: NEXTAUTH_SECRET is missing; ENCRYPTION_KEY is missing; SMS_HTTP_URL is missing\.$/,
    );
  });

  it("an empty one counts as missing", () => {
    expect(() => readEnv({ ...OWN, NEXTAUTH_SECRET: "" })).toThrow("NEXTAUTH_SECRET is missing");
  });

  it("the trial exists only behind the embedded database", () => {
    expect(readEnv(OWN).trial).toBe(false);
    expect(readEnv({ ...OWN, SMS_HTTP_URL: undefined, PORTAL_EMBEDDED: "1" }).trial).toBe(true);
  });

  it.each(["1e3", "0x10", " 80", "70000", "-1", "80.5", "true"])("PORT %j is refused", (PORT) => {
    expect(() => readEnv({ ...OWN, PORT })).toThrow(/PORT must be/);
  });

  it("numbers and defaults arrive as numbers", () => {
    expect(readEnv({ ...OWN, PORT: "8080", TRUSTED_PROXY_HOPS: "2" })).toMatchObject({
      port: 8080,
      trustedProxyHops: 2,
      poolSize: 10,
      host: undefined,
    });
  });

  it("a session may be left alone for 15 minutes and lives for 12 hours, unless the settings say otherwise", () => {
    expect(readEnv(OWN).session).toEqual({ idleSeconds: 900, seconds: 43_200 });
    const shorter = { ...OWN, SESSION_IDLE_MINUTES: "5", SESSION_HOURS: "8" };
    expect(readEnv(shorter).session).toEqual({ idleSeconds: 300, seconds: 28_800 });
  });

  it.each([
    ["SESSION_HOURS", "25"],
    ["SESSION_HOURS", "0"],
    ["SESSION_IDLE_MINUTES", "0"],
  ])("%s %s is refused: no session outlives a day, and none is over at once", (name, value) => {
    expect(() => readEnv({ ...OWN, [name]: value })).toThrow(`${name} must be`);
  });

  it("a migration demands the owner's address and nothing else", () => {
    expect(readOwnerUrl({ OWNER_DATABASE_URL: "postgres://portal_owner@db/portal" })).toBe(
      "postgres://portal_owner@db/portal",
    );
    expect(() => readOwnerUrl({})).toThrow("Settings: OWNER_DATABASE_URL is missing.");
  });
});
