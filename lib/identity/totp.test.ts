import { generate } from "otplib";
import { expect, test } from "vitest";
import { qrCode } from "./qr-code";
import { enrolmentUri, newTotpSecret, totpStep } from "./totp";

const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const now = new Date(1_700_000_010_000);
const step = Math.floor(now.getTime() / 30_000);
const codeAt = (steps: number) => generate({ secret, epoch: now.getTime() / 1000 + steps * 30 });

test("the steps before, now and next are accepted and named, further ones are not", async () => {
  for (const steps of [-1, 0, 1]) expect(await totpStep(secret, await codeAt(steps), now)).toBe(step + steps);
  for (const steps of [-2, 2]) expect(await totpStep(secret, await codeAt(steps), now)).toBeNull();
});

test("malformed codes are refused, never thrown", async () => {
  for (const code of ["", "12345", "1234567", "abcdef", "１２３４５６", "123 456", "-12345"]) {
    expect(await totpStep(secret, code, now)).toBeNull();
  }
});

test("a new secret has 160 bits, and its URI says what an app needs", () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(enrolmentUri(secret, "+234 812 345 6781")).toBe(
    `otpauth://totp/Distributor%20Portal:%2B234%20812%20345%206781?secret=${secret}&issuer=Distributor%20Portal`,
  );
});

test("a QR code is drawn within its own size", () => {
  const { size, path } = qrCode(enrolmentUri(secret, "+234 812 345 6781"));
  const columns = [...path.matchAll(/M(\d+) (\d+)/g)].flatMap((match) => [Number(match[1]), Number(match[2])]);
  expect(Math.max(...columns)).toBe(size - 1);
  expect(path.startsWith("M0 0h1")).toBe(true);
});
