import { Agent, request } from "node:http";
import type { Answer, Ask } from "./exchange";
import type { Supervised } from "./supervised";
import type { Watch } from "./watch";

const GIVE_UP = 20_000;

/** One application process, as its clients see it. Every answer goes by the watch. */
export class Door {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(
    readonly app: Supervised,
    readonly port: number,
    private readonly watch: Watch,
  ) {}

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async ask(asked: Ask): Promise<Answer> {
    const from = performance.now();
    const answer = await this.send(asked);
    const to = performance.now();
    if (answer.status > 0) this.app.noteServing(from);
    this.watch.note(asked, answer, { ms: to - from, ran: this.app.ranBetween(from, to) });
    return answer;
  }

  close(): void {
    this.agent.destroy();
  }

  private send({ method = "GET", path, headers = {}, body }: Ask): Promise<Answer> {
    return new Promise((resolve) => {
      const lost = (error: Error) => resolve({ status: 0, headers: {}, text: error.message });
      const outgoing = request(
        {
          host: "127.0.0.1",
          port: this.port,
          agent: this.agent,
          method,
          path,
          headers: { ...headers, ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }) },
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (piece) => (text += piece));
          response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
          response.on("error", lost).on("aborted", () => lost(new Error("aborted")));
        },
      );
      outgoing.setTimeout(GIVE_UP, () => outgoing.destroy(new Error("no answer within 20 seconds")));
      outgoing.on("error", lost);
      outgoing.end(body);
    });
  }
}
