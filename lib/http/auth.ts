import { cookies, headers } from "next/headers";
import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/lib/config/env";
import { challengeCaller, finishSignIn, revokeSession, sessionCaller } from "@/lib/identity";
import { signInProof } from "@/lib/identity/schemas";
import { DomainError } from "@/lib/kernel/errors";
import { run, whileDatabaseAnswers } from "@/lib/runtime";
import { keepDevice, readDevice } from "./device-cookie";
import { forgetInvitation } from "./invitation-cookie";
import { logger } from "./logger";
import { parseInput } from "./parse-input";
import { readPeer } from "./peer";
import { cookieName, cookieOptions } from "./portal-cookies";
import { sessionToken } from "./principal";
import { toRefusal } from "./refusal";
import { clearSignInState, readSignInState } from "./sign-in-cookie";
import { proofRefusal } from "./sign-in-refusals";

// What next-auth calls a JWT is our session's opaque token and what it stands for; it never becomes one.
type Opaque = { readonly opaque: string; readonly name: string };

/**
 * next-auth holds the last step of sign-in and the session cookie: Credentials calls `finishSignIn`, `encode` and `decode` make the cookie
 * the opaque token and nothing else. Made on demand, since a build has no settings.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().authSecret,
    session: { strategy: "jwt", maxAge: env().session.seconds },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    useSecureCookies: cookieOptions().secure,
    cookies: {
      sessionToken: { name: cookieName("session"), options: cookieOptions() },
      csrfToken: { name: cookieName("csrf"), options: cookieOptions() },
      callbackUrl: { name: cookieName("return"), options: cookieOptions() },
    },
    providers: [
      CredentialsProvider({
        credentials: { kind: {}, code: {}, timeZone: {} },
        authorize: (credentials) => finish(credentials),
      }),
    ],
    jwt: {
      encode: async ({ token }) => (token as Opaque | undefined)?.opaque ?? "",
      decode: async ({ token }) => (token ? readOpaque(token) : null),
    },
    callbacks: {
      // The browser chooses where to go from a path that the server has checked; next-auth leads nowhere.
      redirect: async ({ baseUrl }) => baseUrl,
      jwt: async ({ token, user }) => (user ? opaqueOf(user) : token),
      session: async ({ session, token }) => ({ expires: session.expires, user: { name: (token as Opaque).name } }),
    },
    events: { signOut: ({ token }) => endSession((token as Opaque | null)?.opaque) },
    logger: {
      // A session that has ended is not an error of ours.
      error: (code, metadata) => code !== "JWT_SESSION_ERROR" && logger().error({ err: metadata, code }, "next-auth"),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** @throws Error whose message is the refusal as JSON: next-auth hands it to the browser as `error` of the answer's `url`. */
async function finish(credentials: Record<string, string> | undefined): Promise<User> {
  const peer = readPeer(await headers());
  try {
    const state = await readSignInState();
    if (!state?.ticket) throw new DomainError("sign-in.rejected");
    const { kind, code, timeZone = null } = credentials ?? {};
    const proof = parseInput(signInProof, kind === "enrolment" ? { kind } : { kind, code });
    const { challengeId, ticket } = state;
    const userAgent = (await headers()).get("user-agent");
    const device = await readDevice();
    const prove = async () =>
      run(await challengeCaller(challengeId), peer, (ctx) =>
        finishSignIn(ctx, { challengeId, ticket, proof, userAgent, device, timeZone }),
      );
    const outcome = await whileDatabaseAnswers(prove());
    if (outcome.outcome !== "signed-in") throw proofRefusal(outcome);
    await clearSignInState();
    await keepDevice(outcome.device);
    await forgetInvitation();
    // Whoever signs in over a session of this browser has left it.
    await endSession(await sessionToken());
    const user: User & Opaque = { id: outcome.personId, name: outcome.name, opaque: outcome.token };
    return user;
  } catch (error) {
    throw new Error(JSON.stringify(toRefusal(error, peer.requestId)));
  }
}

function opaqueOf(user: object): Opaque {
  const { opaque, name } = user as Opaque;
  return { opaque, name };
}

async function readOpaque(token: string): Promise<Opaque | null> {
  const caller = await sessionCaller(token, { background: true });
  if (!caller) return null;
  const name = await run(caller, readPeer(await headers()), async ({ principal }) =>
    principal.kind === "user" ? principal.name : "",
  );
  return { opaque: token, name };
}

/** Ends the session behind a token; one that is over already is fine. */
export async function endSession(token: string | null | undefined): Promise<void> {
  const caller = token ? await sessionCaller(token) : null;
  if (!caller) return;
  await run(caller, readPeer(await headers()), (ctx) => revokeSession(ctx)).catch((error: unknown) => {
    if (toRefusal(error, "").code !== "auth.session-ended") throw error;
  });
}

/** Removes the session's cookie from this browser. */
export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(cookieName("session"), "", { ...cookieOptions(), maxAge: 0 });
}
