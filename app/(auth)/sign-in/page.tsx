import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { env } from "@/lib/config/env";
import { isSignedIn, suspendedWorkplace } from "@/lib/http/principal";
import { returnPath } from "@/lib/http/return-path";
import { currentSignIn, invitedPhone } from "@/lib/http/sign-in";
import { readForAnybody } from "@/lib/http/view";
import { SignIn } from "./_components/sign-in";

type Query = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("phone.title") };
}

/** Sign-in. Who is signed in already is led on. */
export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const next = returnPath(typeof query.next === "string" ? query.next : null);
  const found = await readForAnybody(async (peer) =>
    (await isSignedIn()) ? null : Promise.all([currentSignIn(peer), invitedPhone(), suspendedWorkplace()]),
  );
  if (!found) redirect(next);
  const [initial, known, suspended] = found;
  const ended = query.ended === "1";
  return <SignIn {...{ initial, next, ended, suspended }} known={known ?? ""} trial={env().trial} />;
}
