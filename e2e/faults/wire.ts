import { connect, createServer, type Server, type Socket } from "node:net";
import { ClientMessages, STRAY, Statements } from "./wire-messages";

type Connection = {
  readonly near: Socket;
  readonly far: Socket;
  readonly statements: Statements;
  /** The server waits for a statement, outside a transaction. */
  idle: boolean;
  /** Its transaction has written: units of work end with their audit rows. */
  wrote: boolean;
  /** COMMIT has gone out; its answer is not let through. */
  swallows: boolean;
};

type Cut = { readonly when: "before" | "after"; readonly done: () => void };

/** The way from the application to Postgres: a TCP proxy that reads along, and can cut, stop and lie. */
export class Wire {
  private server: Server | undefined;
  private readonly connections = new Set<Connection>();
  private cut: Cut | null = null;
  private stalled = false;
  /** How connections end: closed in order, as some proxies do even where nobody has answered, or reset. */
  manner: "closed" | "reset" = "reset";

  constructor(private readonly to: () => number) {}

  async open(): Promise<number> {
    const server = createServer({ pauseOnConnect: false, noDelay: true }, (near) => this.accept(near));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  /** Cuts the connection that next commits what it has written, before its COMMIT goes out or before the answer comes back. */
  cutAtCommit(when: Cut["when"], within: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (happened: boolean) => {
        clearTimeout(timer);
        this.cut = null;
        resolve(happened);
      };
      const timer = setTimeout(() => settle(false), within);
      this.cut = { when, done: () => settle(true) };
    });
  }

  /** Lets nothing through in either direction until it is called with false. */
  stall(stalled: boolean): void {
    this.stalled = stalled;
    for (const { near, far } of this.connections) {
      for (const socket of [near, far]) stalled ? socket.pause() : socket.resume();
    }
  }

  /** Sends the application what no server sends. @returns whether some connection was idle */
  stray(number: number): boolean {
    const message = STRAY[number % STRAY.length];
    const idle = [...this.connections].find((connection) => connection.idle);
    if (!idle || !message) return false;
    idle.near.write(message);
    return true;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server?.close(resolve));
    for (const connection of this.connections) this.drop(connection);
    await closed;
  }

  private accept(near: Socket): void {
    const far = connect({ port: this.to(), host: "127.0.0.1", noDelay: true });
    const statements = new Statements();
    const connection: Connection = { near, far, statements, idle: false, wrote: false, swallows: false };
    this.connections.add(connection);
    const messages = new ClientMessages();
    near.on("data", (piece) => {
      for (const message of messages.take(piece)) if (!this.forward(connection, message)) return;
    });
    far.on("data", (piece) => this.answer(connection, piece));
    far.on("error", () => this.drop(connection));
    near.on("error", () => this.drop(connection));
    far.on("close", () => this.drop(connection));
    near.on("close", () => this.drop(connection));
    if (this.stalled) for (const socket of [near, far]) socket.pause();
  }

  /** @returns false when the connection was cut instead */
  private forward(connection: Connection, message: ReturnType<ClientMessages["take"]>[number]): boolean {
    connection.idle = false;
    const statement = connection.statements.executedBy(message);
    if (statement !== null) {
      if (/^\s*begin/i.test(statement)) connection.wrote = false;
      else if (/audit_append|outbox_events/.test(statement)) connection.wrote = true;
      if (/^\s*commit/i.test(statement) && connection.wrote && this.cut) {
        const { when, done } = this.cut;
        this.cut = null;
        connection.swallows = true;
        if (when === "before") {
          this.drop(connection);
          done();
          return false;
        }
        connection.far.once("close", done);
      }
    }
    connection.far.write(message.bytes);
    return true;
  }

  private answer(connection: Connection, piece: Buffer): void {
    if (connection.swallows) {
      // Only once Postgres says so is it sure that the COMMIT has not been lost with the connection.
      if (piece.includes("COMMIT\0") || piece.includes("ROLLBACK\0")) this.drop(connection);
      return;
    }
    connection.idle = piece.length >= 6 && piece.subarray(-6).equals(READY);
    connection.near.write(piece);
  }

  private drop(connection: Connection): void {
    if (!this.connections.delete(connection)) return;
    const { near, far } = connection;
    far.destroy();
    if (this.manner === "reset") near.resetAndDestroy();
    else near.destroy();
  }
}

/** ReadyForQuery, outside a transaction. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
