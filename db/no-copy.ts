import type { Socket } from "node:net";

/** What a server answers a COPY with: CopyInResponse, CopyOutResponse, CopyBothResponse (protocol 3.0, message formats). */
const COPY: ReadonlySet<number> = new Set(["G", "H", "W"].map((type) => type.charCodeAt(0)));

/**
 * Ends a connection on which a server speaks of a COPY: nobody here asks for one. The driver (postgres 3.4.9) would answer the statement under
 * way with a stream in place of rows, which is no row, no refusal, and throws where nobody can catch it when the connection is lost later.
 */
export function refuseCopy(made: Socket): void {
  const on = made.on.bind(made) as (event: string, listener: (...args: unknown[]) => void) => Socket;
  const guarded = (event: string, listener: (...args: unknown[]) => void) => {
    if (event !== "data") return on(event, listener);
    const speaksOfCopy = watch();
    return on(event, (bytes) => {
      if (made.destroyed) return;
      if (!speaksOfCopy(bytes as Buffer)) return listener(bytes);
      made.destroy(Object.assign(new Error("the server began a COPY unasked"), { code: "CONNECTION_CLOSED" }));
    });
  };
  made.on = guarded as typeof made.on;
}

/** Follows the messages of one connection through its pieces; says of a piece whether one of COPY begins in it. */
function watch(): (bytes: Buffer) => boolean {
  // What is left of the message under way, and the head of one whose length has not all come.
  let rest = 0;
  let head = Buffer.alloc(0);
  return (bytes) => {
    let at = rest;
    while (at < bytes.length) {
      const piece =
        head.length > 0 ? Buffer.concat([head, bytes.subarray(at, at + 5 - head.length)]) : bytes.subarray(at, at + 5);
      if (COPY.has(piece[0] as number)) return true;
      if (piece.length < 5) {
        head = Buffer.from(piece);
        rest = 0;
        return false;
      }
      at += piece.readUInt32BE(1) + 1 - head.length;
      head = Buffer.alloc(0);
    }
    rest = at - bytes.length;
    return false;
  };
}
