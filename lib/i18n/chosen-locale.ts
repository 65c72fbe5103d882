import { cookies } from "next/headers";
import { env } from "@/lib/config/env";
import { LOCALE_COOKIE, type Locale } from "./locales";

/** The language of this request. The pseudo language is a tool for tests: a real installation never shows it. */
export async function chosenLocale(): Promise<Locale> {
  const wanted = (await cookies()).get(LOCALE_COOKIE)?.value;
  // The setting is read only when asked for, so that a build without settings can render what needs none.
  return wanted === "en-XA" && env().trial ? "en-XA" : "en";
}
