import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { env } from "@/lib/config/env";
import { view } from "@/lib/http/view";
import { listOrganisations, listSessions } from "@/lib/identity";
import { showId } from "@/lib/kernel/ids";
import { toRfc3339 } from "@/lib/kernel/time";
import { EverywhereButton } from "./_components/everywhere-button";
import { SessionRow } from "./_components/session-row";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account.sessions"))("title") };
}

/** Where the person is signed in, and the way out of each. */
export default async function SessionsPage() {
  const t = await getTranslations("account.sessions");
  const [sessions, organisations] = await view(async (ctx) => [await listSessions(ctx), await listOrganisations(ctx)]);
  const nameOf = new Map(organisations.map(({ id, name }) => [id, name]));
  const { session: life } = env();
  return (
    <div className="flex w-full max-w-2xl flex-col gap-3.5">
      <PageHeader title={t("title")} backHref="/" actions={<EverywhereButton />} />
      <p className="text-s text-ink-3">{t("intro", { minutes: life.idleSeconds / 60, hours: life.seconds / 3600 })}</p>
      <ul className="flat-list divide-y divide-line rounded-card border border-line bg-surface">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={{
              id: showId("session", session.id),
              current: session.current,
              device: session.device,
              address: session.address,
              place: session.place,
              // Who works in one place alone is told nothing new by its name.
              organisation: organisations.length > 1 ? (nameOf.get(session.organisationId) ?? null) : null,
              createdAt: toRfc3339(session.createdAt),
              lastSeenAt: toRfc3339(session.lastSeenAt),
            }}
          />
        ))}
      </ul>
      <div className="lg:hidden">
        <EverywhereButton wide />
      </div>
    </div>
  );
}
