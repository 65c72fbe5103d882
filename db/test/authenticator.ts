import { eq } from "drizzle-orm";
import { generate, generateSecret } from "otplib";
import { people } from "@/db/schema/identity";
import { sealSecret } from "@/lib/identity/seal";
import { run } from "@/lib/runtime";
import { ensureTestSettings } from "./sign-in";
import type { TestPerson, World } from "./world";

/** What somebody's authenticator shows now, or so many time steps later: each code counts once. */
export type Authenticator = (later?: 0 | 1) => Promise<string>;

/** Gives a person of a world an authenticator. */
export async function giveAuthenticator(world: World, { id }: TestPerson): Promise<Authenticator> {
  ensureTestSettings(world.urls.appUrl);
  const secret = generateSecret();
  await run(world.system, { requestId: "test", database: world.owner }, (ctx) =>
    ctx.tx
      .update(people)
      .set({ totpSecret: sealSecret(id, secret), enrolledAt: ctx.now })
      .where(eq(people.id, id)),
  );
  return (later = 0) => generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * later });
}
