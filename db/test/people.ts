import postgres from "postgres";
import type { Id } from "@/lib/kernel/ids";
import { parsePhone } from "@/lib/kernel/phone";
import type { Role } from "@/lib/runtime";
import { decide } from "./acts";
import type { TestPerson, World } from "./world";

type Whom = { readonly id: Id<"person"> };
const web = { idempotency: null } as const;
let phones = 0;

/** A phone that nobody has. */
export const aPhone = () => `+23481${String(20_000_000 + ++phones)}`;

/** A request to invite somebody. */
export const invite = (phone: string, roles: Role[] = ["maker"], name = "New Person") => ({
  ...web,
  input: { type: "person-invite", phone: parsePhone(phone), name, roles } as const,
});

/** A request that says nothing but why. */
export const withReason = (
  type: "person-remove" | "person-reinstate" | "person-totp-reset",
  { id: personId }: Whom,
) => ({ ...web, input: { type, personId, reason: "Asked for" } as const });

/** A request for more roles; `after` holds all. */
export const widen = ({ id: personId }: Whom, after: Role[]) => ({
  ...web,
  input: { type: "person-roles", personId, after } as const,
});

/** A request for another phone. */
export const newPhone = ({ id: personId }: Whom, phone: string) => ({
  ...web,
  input: { type: "person-phone", personId, after: parsePhone(phone) } as const,
});

/** What time and people's own sign-ins do to rows, done at once. */
export type ByHand = {
  /** SQL as the owner of the tables; `UNIT` stands for the unit's id. */
  write(text: string): Promise<postgres.Row[]>;
  /** As if the person had set an authenticator up. */
  enrol(of: Whom): Promise<unknown>;
  /** As if the person had signed in again. */
  signIn(person: TestPerson, organisation: string): Promise<TestPerson>;
  /** As if three days had gone by since somebody had this identity in hand. */
  waitThreeDays(of: Whom): Promise<void>;
  end(): Promise<void>;
};

/** Opens connections for that; end it with the test. */
export function byHand(world: World): ByHand {
  const owner = postgres(world.urls.ownerUrl, { max: 1 });
  const superuser = postgres(world.urls.superuserUrl, { max: 1 });
  const unit = `'${world.issuerId}'`;
  const write = async (text: string): Promise<postgres.Row[]> =>
    owner.begin(async (tx) => {
      await tx.unsafe(`set local app.issuer = ${unit}; set local app.organisation = '*'; set local app.unit = ${unit}`);
      return tx.unsafe(text.replaceAll("UNIT", unit));
    });
  return {
    write,
    enrol: ({ id }) => write(`update people set enrolled_at = now(), totp_secret = '\\x00' where id = '${id}'`),
    async signIn(person, organisation) {
      const [session] = await write(`
        insert into sessions (id, token_hash, person_id, issuer_id, organisation_id, organisation_kind, expires_at)
        values (gen_random_uuid(), sha256(random()::text::bytea), '${person.id}', ${unit}, '${organisation}', 'distributor',
                now() + interval '1 hour') returning id, encode(token_hash, 'hex') as proof`);
      const { id: sessionId, proof } = session ?? {};
      const { authenticate } = person.caller;
      const again = async (...given: Parameters<typeof authenticate>) =>
        ({ ...(await authenticate(...given)), sessionId, sessionProof: proof }) as Awaited<
          ReturnType<typeof authenticate>
        >;
      return { ...person, sessionId, proof, caller: { ...person.caller, authenticate: again } };
    },
    async waitThreeDays({ id }) {
      await superuser.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`update person_controls set at = at - interval '72 hours 1 second' where person_id = ${id}`;
      });
    },
    async end() {
      await Promise.all([owner.end(), superuser.end()]);
    },
  };
}

/** Approves as somebody. */
export const approve = (world: World, by: TestPerson, id: Id<"operation">) => decide(world, by.caller, id);
