import { Socket } from "node:net";
import { refuseCopy } from "./no-copy";

/** Where a connection may go: hosts and their ports, in pairs, or the path of a Unix socket. */
type Target = {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | undefined;
};

/**
 * What the first message of a connection must come to, in bytes. The driver (postgres 3.4.9) gathers smaller writes until the next turn of its
 * event loop; a connection that is lost before then gathers for ever, and no later one on its place in the pool says a word.
 */
export const FIRST_MESSAGE = 1_024;

/**
 * The driver's option that makes the sockets of a pool. They keep it from leaving a process deaf after a loss:
 *
 * - It sends statements down a connection that has failed until its socket says that it is closed, which Node does a phase of the event loop
 *   later; nobody is ever told what became of them. So a socket that has failed says at once that it is closed.
 * - A connection that a server, or a proxy before it, closes in order before it is ready is begun again at once, thousands of times a second,
 *   until the machine has no ports left. So the end of a connection is an error, unless it was ours.
 * - What a lost connection has gathered and not sent goes out before the first message of the next. So that message comes first.
 */
export function ownSockets(): { socket(target: Target): Socket } {
  let turn = 0;
  const socket = ({ host, port, path }: Target) => {
    const made = new Socket();
    made.once("error", () => process.nextTick(() => made.emit("close", true)));
    made.on("end", () => {
      if (made.writableEnded) return;
      made.destroy(Object.assign(new Error("the server closed the connection"), { code: "CONNECTION_CLOSED" }));
    });
    outliveDriver(made);
    refuseCopy(made);
    const at = turn++ % host.length;
    // The driver verifies certificates by the name that it finds here.
    Object.assign(made, { host: host[at], port: port[at] });
    if (path) made.connect(path);
    else made.connect(port[at] ?? 5432, host[at] ?? "localhost");
    // A COMMIT that follows its last statements in another packet must not wait until the server has confirmed theirs.
    made.setNoDelay(true);
    // Only now: connect() takes back what a socket has of its own to write with.
    beginAnew(made);
    return made;
  };
  return { socket };
}

/** The driver lets go of a socket with all who listen to it; what that says afterwards would be an error that nobody caught. */
function outliveDriver(made: Socket): void {
  const removeAll = made.removeAllListeners.bind(made);
  made.removeAllListeners = (...events) => {
    removeAll(...events);
    return made.on("error", () => undefined);
  };
}

/** Protocol 3.0 and the first parameter: how a start-up message goes on after its length. */
const START_UP = Buffer.from("\0\u0003\0\0user\0", "latin1");

/** Leaves out what stands before the start-up message in the first bytes that are written. */
function beginAnew(made: Socket): void {
  const write = made.write.bind(made) as (bytes: Uint8Array, ...rest: unknown[]) => boolean;
  const first = (bytes: Uint8Array, ...rest: unknown[]) => {
    made.write = write as typeof made.write;
    const start = Buffer.from(bytes).lastIndexOf(START_UP) - 4;
    return write(start > 0 ? bytes.subarray(start) : bytes, ...rest);
  };
  made.write = first as typeof made.write;
}
