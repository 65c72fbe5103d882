import type { OwnWallet } from "@/lib/identity";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import type { ConsentRequest } from "@/lib/operations";
import type { Caller } from "@/lib/runtime";
import type { Authenticator } from "../authenticator";
import type { Backstage } from "../backstage";
import type { Consents } from "../consents";
import type { TestDistributor, TestPerson, World } from "../world";
import type { State } from "./state";

type Wallet = { readonly accountId: Id<"account"> };

/** A customer's session in their own wallet. */
type OpenWallet = { readonly token: string; readonly wallet: OwnWallet };

/** A real world and the model of it: what stands at a place of one list of the state stands at the same place of the list here. */
export type Cast = {
  readonly world: World;
  readonly backstage: Backstage;
  readonly state: State;
  readonly distributors: TestDistributor[];
  readonly callers: Caller[];
  readonly people: (TestPerson | null)[];
  readonly authenticators: (Authenticator | null)[];
  readonly keyIds: (Id<"apiKey"> | null)[];
  readonly customers: (Wallet & { readonly id: Id<"customer">; readonly phone: E164; readonly own: OpenWallet })[];
  readonly merchants: (Wallet & { readonly id: Id<"merchant">; readonly shortCode: string })[];
  readonly operations: Id<"operation">[];
  readonly withdrawals: Id<"withdrawal">[];
  readonly delegations: Id<"delegation">[];
  readonly consents: Consents;
  /** The SMS to the customer of an operation, by its place, the last one last. */
  readonly sms: Map<number, ConsentRequest[]>;
  /** What past days are called in the database, and which they were. */
  readonly days: Map<string, string>;
};

/** Ends a world. */
export async function strike(cast: Cast): Promise<void> {
  await cast.consents.close();
  await cast.backstage.close();
  await cast.world.close();
}
