import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { parsePhone } from "@/lib/kernel/phone";
import { httpSmsProvider } from "./http-sms-provider";

type Received = { headers: IncomingMessage["headers"]; body: string; method: string | undefined };

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const sms = { to: parsePhone("+234 812 345 6781"), text: 'Say "hi"\n{{to}} \\ ✓', purpose: "sign-in" } as const;
const body = '{"recipient":"{{to}}","message":"{{text}}","from":"Portal"}';

/** A gateway that answers as told, one answer per request, the last one for all further ones. */
async function gateway(...answers: (number | "hang" | "drop")[]) {
  const received: Received[] = [];
  server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), method: request.method });
    const answer = answers[Math.min(received.length, answers.length) - 1];
    if (answer === "drop") request.socket.destroy();
    else if (answer !== "hang") response.writeHead(answer ?? 200, { location: "/elsewhere" }).end("the code is 123456");
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`;
  const headers = { Authorization: "Bearer gateway-secret", "Content-Type": "application/vnd.sms+json" };
  return { received, provider: httpSmsProvider({ url, headers, body, timeout: 200, backoff: [1, 1] }) };
}

test("the template is filled, JSON-escaped and only once, and the headers of the settings are sent", async () => {
  const { received, provider } = await gateway(202);
  await provider.send(sms);
  expect(received).toHaveLength(1);
  expect(received[0]?.method).toBe("POST");
  expect(received[0]?.headers).toMatchObject({
    authorization: "Bearer gateway-secret",
    "content-type": "application/vnd.sms+json",
  });
  expect(JSON.parse(received[0]?.body ?? "")).toEqual({
    recipient: "+2348123456781",
    message: sms.text,
    from: "Portal",
  });
});

test.each([
  ["a server error", 500],
  ["too many requests", 429],
  ["a dropped connection", "drop"],
  ["no answer in time", "hang"],
] as const)("%s is tried again", async (_, first) => {
  const { received, provider } = await gateway(first, 200);
  await provider.send(sms);
  expect(received).toHaveLength(2);
});

test("a gateway that stays down is asked three times, and the failure tells neither text nor headers", async () => {
  const { received, provider } = await gateway(503);
  const failure = await provider.send(sms).catch((error: unknown) => error);
  expect(received).toHaveLength(3);
  expect(String(failure)).toBe("SmsError: SMS gateway: answered 503");
});

test.each([400, 401, 302])("%i will not pass by itself and is not tried again", async (status) => {
  const { received, provider } = await gateway(status);
  await expect(provider.send(sms)).rejects.toThrow(`SMS gateway: answered ${status}`);
  expect(received).toHaveLength(1);
});

test("a gateway that is not there is an SmsError", async () => {
  const provider = httpSmsProvider({ url: "http://127.0.0.1:9/", headers: {}, body, backoff: [1, 1] });
  await expect(provider.send(sms)).rejects.toMatchObject({ name: "SmsError" });
});
