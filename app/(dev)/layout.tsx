import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { env } from "@/lib/config/env";

/** Pages for those who build the portal. They exist in development and in the trial only. */
export default async function DevLayout({ children }: { children: ReactNode }) {
  // Ties the page to a request: a build has no settings, and must not ask for them.
  await cookies();
  if (!env().trial) notFound();
  return children;
}
