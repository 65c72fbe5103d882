import { Agent, createServer, get, type IncomingMessage, type RequestListener } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { drain, type Listening, listen } from "./listen";

const open: Listening[] = [];

async function start(listener: RequestListener, host?: string): Promise<Listening> {
  const listening = await listen(listener, { host, port: 0 });
  open.push(listening);
  return listening;
}

afterEach(async () => {
  for (const { servers } of open.splice(0)) await drain(servers, 0);
});

function ask(port: number, agent: Agent, host = "127.0.0.1"): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ host, port, agent }, (response) => resolve(response.resume())).on("error", reject);
  });
}

describe("listening", () => {
  it("without HOST is on the loopback addresses alone, on one port", async () => {
    const { servers, port } = await start((_, response) => void response.end());
    const addresses = servers.map((server) => server.address());
    expect(addresses[0]).toMatchObject({ address: "127.0.0.1", port });
    for (const address of addresses.slice(1)) expect(address).toMatchObject({ address: "::1", port });
    expect((await ask(port, new Agent())).statusCode).toBe(200);
  });

  it("on a port that is taken is refused with one line that says what to do", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    await expect(listen(() => undefined, { host: undefined, port })).rejects.toThrow(
      `Port ${port} is taken. Stop what uses it, or set PORT.`,
    );
    other.close();
  });

  it("on an address of another machine is refused with one line", async () => {
    const refused = listen(() => undefined, { host: "192.0.2.1", port: 0 });
    await expect(refused).rejects.toThrow(
      /^Cannot listen on 192\.0\.2\.1, port 0 \(EADDRNOTAVAIL\)\. Set HOST or PORT\.$/,
    );
  });
});

describe("stopping", () => {
  it("lets what is in flight end, and takes nothing new", async () => {
    let arrived: (finish: () => void) => void = () => undefined;
    const arrival = new Promise<() => void>((resolve) => {
      arrived = resolve;
    });
    const { servers, port } = await start((_, response) => arrived(() => void response.end("done")));
    const inFlight = ask(port, new Agent({ keepAlive: true }));
    const finish = await arrival;
    const stopped = drain(servers, 10);
    await expect(ask(port, new Agent())).rejects.toThrow(/ECONNREFUSED/);
    finish();
    expect((await inFlight).statusCode).toBe(200);
    await stopped;
  });

  it("does not wait for kept connections that do nothing, nor longer than it was told for those that do", async () => {
    const { servers, port } = await start((request, response) => {
      if (request.url !== "/never") response.end();
    });
    const kept = new Agent({ keepAlive: true });
    await ask(port, kept);
    const hanging = connect(port, "127.0.0.1");
    hanging.on("error", () => undefined).write("GET /never HTTP/1.1\r\nhost: a\r\n\r\n");
    const closed = new Promise((resolve) => hanging.on("close", resolve));
    const started = performance.now();
    await drain(servers, 0.3);
    await closed;
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
