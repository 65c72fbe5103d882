import { eq } from "drizzle-orm";
import { people, sessions } from "@/db/schema/identity";
import { bareId } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";
import { type Device, describeDevice } from "./describe-device";
import { type Place, placeOf } from "./place";

/** What a person is told of a browser that they have not signed in with before; null is what is not known of it. */
export type NewDevice = {
  readonly phone: E164;
  readonly device: Device;
  readonly address: string | null;
  readonly place: Place | null;
};

/**
 * What the event `session.new-device` is about; told also when the session has ended meanwhile. Null when there never was one.
 * @throws DomainError `auth.forbidden`
 */
export async function readNewDevice(ctx: Ctx, payload: Readonly<Record<string, unknown>>): Promise<NewDevice | null> {
  authorize(ctx, "events.deliver");
  const sessionId = bareId("session", String(payload.sessionId));
  if (!sessionId) return null;
  const [row] = await ctx.tx
    .select({
      phone: people.phone,
      userAgent: sessions.userAgent,
      address: sessions.address,
      timeZone: sessions.timeZone,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(eq(sessions.id, sessionId));
  if (!row) return null;
  const { userAgent, address, timeZone } = row;
  return { phone: row.phone as E164, device: describeDevice(userAgent), address, place: placeOf(timeZone) };
}
