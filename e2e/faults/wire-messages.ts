/** One message of Postgres' wire protocol. `type` is null for what opens a connection, which has none. */
type Message = { readonly type: string | null; readonly bytes: Buffer };

/** Cuts the bytes that a client sends into messages, whatever pieces they arrive in. */
export class ClientMessages {
  private rest: Buffer = Buffer.alloc(0);
  private opened = false;

  take(piece: Buffer): Message[] {
    this.rest = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    const messages: Message[] = [];
    for (;;) {
      const head = this.opened ? 1 : 0;
      if (this.rest.length < head + 4) return messages;
      const length = head + this.rest.readUInt32BE(head);
      if (this.rest.length < length) return messages;
      messages.push({
        type: this.opened ? String.fromCharCode(this.rest[0] ?? 0) : null,
        bytes: this.rest.subarray(0, length),
      });
      this.opened = true;
      this.rest = this.rest.subarray(length);
    }
  }
}

/** Knows which statement a message has the server execute: `Q` says it, `B` names one that `P` has said before. */
export class Statements {
  private readonly named = new Map<string, string>();

  /** The statement's text, or null where the message executes none. */
  executedBy({ type, bytes }: Message): string | null {
    if (type === "Q") return textAt(bytes, 5).text;
    if (type !== "P" && type !== "B") return null;
    const first = textAt(bytes, 5);
    const second = textAt(bytes, first.end);
    if (type === "B") return this.named.get(second.text) ?? "";
    this.named.set(first.text, second.text);
    return null;
  }
}

function textAt(bytes: Buffer, start: number): { text: string; end: number } {
  const end = bytes.indexOf(0, start);
  return { text: bytes.toString("utf8", start, end), end: end + 1 };
}

/**
 * What no server sends unasked. The driver (postgres 3.4.9) throws over each of them where nobody can catch it: over the first in an
 * asynchronous function that nobody waits for, over the second out of a stream's event.
 */
export const STRAY: readonly Buffer[] = [
  Buffer.from([0x52, 0, 0, 0, 9, 0, 0, 0, 11, 0x78]), // AuthenticationSASLContinue without its data
  Buffer.from([0x47, 0, 0, 0, 7, 0, 0, 0]), // CopyInResponse
];
