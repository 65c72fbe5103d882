import type { Door } from "./asking";
import type { Cluster } from "./cluster";
import { type Checker, decide, type Seen } from "./deciding";
import { Dice } from "./dice";
import { Journal } from "./journal";
import { type ApiClient, askApi, openPage } from "./portal-calls";
import { readSeen, readWaiting } from "./read-seen";
import { actionId, readTrial, type Seat, takeSeat } from "./seats";
import { cashIn, cashOut, fulfilment, pause, type Settling, submit, webCashIn } from "./submitting";

const FUNDED = 6;
const APPROVALS = "app/(portal)/approvals/actions.ts";
const CASH_IN = "app/(portal)/cash-in/new/actions.ts";

type Action = { readonly path: string; readonly id: string };

/** People and machines at work, all the time: what the faults happen to. */
export class Load {
  readonly journal = new Journal();
  private readonly loops: Promise<void>[] = [];
  private readonly taken = new Set<string>();
  private state: "going" | "paused" | "ended" = "going";
  private resting = 0;
  private wake: () => void = () => undefined;
  private woken: Promise<void> = Promise.resolve();

  private constructor(
    readonly doors: readonly Door[],
    private readonly cluster: Cluster,
    private readonly seed: number,
    readonly client: ApiClient,
    private readonly phones: readonly string[],
    private readonly maker: { readonly seat: Seat; readonly action: Action },
    readonly checkers: readonly Checker[],
  ) {}

  static async start(
    root: string,
    dataDir: string,
    cluster: Cluster,
    doors: readonly Door[],
    seed: number,
  ): Promise<Load> {
    const trial = readTrial(dataDir);
    // Whose customers are not asked before a cash-out: nobody answers them here.
    const own = trial.distributors[1];
    if (!own) throw new Error("the trial has no second distributor");
    const seat = (name: string) => takeSeat(cluster.superuser, name);
    const decideAction = { path: "/approvals", id: actionId(root, APPROVALS, "decide") };
    const load = new Load(
      doors,
      cluster,
      seed,
      { distributor: own.id, key: own.apiKey },
      trial.customers.map(({ phone }) => phone),
      {
        seat: await seat("Maker One B"),
        action: { path: "/cash-in/new", id: actionId(root, CASH_IN, "createCashIn") },
      },
      [
        { seat: await seat("Checker One B"), action: decideAction },
        { seat: await seat("Checker Two B"), action: decideAction },
      ],
    );
    load.employ();
    return load;
  }

  /** What somebody needs who works beside the load. */
  settling(dice: Dice): Settling {
    return { journal: this.journal, dice, doors: this.doors };
  }

  /** A new request for a small cash-in; its id. */
  cashIn(settling: Settling): Promise<string | null> {
    const amount = settling.dice.whole(1, 100);
    return submit(settling, { surface: "api", amount, send: cashIn(this.client, this.phone(settling.dice), amount) });
  }

  /** What a decision has to name of an operation (`op_…`); null while Postgres is away. */
  see(id: string): Promise<Seen | null> {
    return readSeen(this.cluster.superuser, id);
  }

  balance(door: Door) {
    return askApi(door, this.client, "balance");
  }

  /** Everybody finishes what they are about, all outcomes included, and rests. */
  async pause(): Promise<void> {
    this.woken = new Promise((resolve) => {
      this.wake = resolve;
    });
    this.state = "paused";
    while (this.resting < this.loops.length) await pause(20);
  }

  resume(): void {
    this.state = "going";
    this.wake();
  }

  async end(): Promise<void> {
    this.state = "ended";
    this.wake();
    await Promise.all(this.loops);
  }

  private employ(): void {
    for (let n = 0; n < 3; n++) this.loop(40, (settling) => this.submitByKey(settling));
    this.loop(150, (settling) => this.fulfil(settling));
    this.loop(100, (settling) => this.submitOnScreen(settling));
    this.loop(60, ({ dice, doors }) => this.read(dice.pick(doors), dice));
    for (const checker of [...this.checkers, ...this.checkers]) {
      this.loop(40, (settling) => this.decideOne(settling, checker));
    }
    this.loop(400, async ({ dice, doors }) => {
      const path = dice.pick(["/", "/approvals", "/operations", "/cash-in/new"]);
      await openPage(dice.pick(doors), this.maker.seat, path);
    });
  }

  /** Works, with a pause of `every` ms on average, until the end. */
  private loop(every: number, work: (settling: Settling) => Promise<unknown>): void {
    const dice = new Dice(this.seed + this.loops.length + 1);
    const settling = this.settling(dice);
    const go = async () => {
      while (this.state !== "ended") {
        if (this.state === "paused") {
          this.resting++;
          await this.woken;
          this.resting--;
          continue;
        }
        await work(settling);
        await pause(dice.upTo(2 * every));
      }
    };
    this.loops.push(go());
  }

  private phone(dice: Dice, most = this.phones.length): string {
    return this.phones[dice.whole(0, most - 1)] ?? "";
  }

  private submitByKey(settling: Settling): Promise<string | null> {
    const { dice } = settling;
    if (dice.upTo(4) >= 1) return this.cashIn(settling);
    const amount = dice.whole(1, 100);
    const send = cashOut(this.client, this.phone(dice, FUNDED), amount);
    return submit(settling, { surface: "api", amount, send });
  }

  private submitOnScreen(settling: Settling): Promise<string | null> {
    const amount = settling.dice.whole(1, 100);
    const { seat, action } = this.maker;
    const send = webCashIn(seat, action, this.phone(settling.dice), amount);
    return submit(settling, { surface: "web", amount, send });
  }

  /** Takes the next request from the queue; two who take the same one learn that. */
  private async fulfil(settling: Settling): Promise<void> {
    const { dice, doors } = settling;
    const answer = await askApi(dice.pick(doors), this.client, "cashouts?limit=5");
    if (answer.status !== 200) return;
    const { items } = JSON.parse(answer.text) as { items: { operationID: string; amount: string }[] };
    const item = items.length > 0 ? dice.pick(items) : undefined;
    if (!item) return;
    const amount = Number(item.amount.replace(".", ""));
    await submit(settling, { surface: "api", amount, send: fulfilment(this.client, item.operationID) });
  }

  private async read(door: Door, dice: Dice): Promise<void> {
    await askApi(door, this.client, dice.pick(["balance", "operations?limit=10", "cashouts?limit=5"]));
  }

  private async decideOne(settling: Settling, checker: Checker): Promise<void> {
    const seen = await this.nextPending(settling.dice, checker);
    if (!seen) return;
    const mine = `${checker.seat.name} ${seen.id}`;
    this.taken.add(mine);
    await decide(settling, checker, seen, settling.dice.upTo(4) < 1 ? "reject" : "approve");
    this.taken.delete(mine);
  }

  /** One of the oldest that wait; two checkers may see the same one, as on screen. */
  private async nextPending(dice: Dice, checker: Checker): Promise<Seen | null> {
    const rows = await readWaiting(this.cluster.superuser, 20);
    const free = rows.filter(({ id }) => !this.taken.has(`${checker.seat.name} ${id}`));
    return free.length === 0 ? null : dice.pick(free);
  }
}
