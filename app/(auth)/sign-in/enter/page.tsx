import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthShell } from "@/components/layout/auth-shell";
import { Badge } from "@/components/ui/badge";
import { env } from "@/lib/config/env";
import { returnPath } from "@/lib/http/return-path";
import { view } from "@/lib/http/view";
import { listOrganisations } from "@/lib/identity";
import { switchOrganisation } from "../../actions";
import { OrganisationButton } from "./_components/organisation-button";

type Query = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn.where"))("title") };
}

/** After sign-in: where to work, for those who may choose. Everybody else is led on. */
export default async function EnterPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const next = returnPath(typeof query.next === "string" ? query.next : null);
  const organisations = await view(listOrganisations);
  if (organisations.length < 2) redirect(next);
  const [t, roles] = await Promise.all([getTranslations("signIn.where"), getTranslations("people.roles")]);
  return (
    <AuthShell title={t("title")} description={t("text")} trial={env().trial}>
      <ul className="flat-list flex flex-col gap-2.5">
        {organisations.map(({ id, name, kind, current, invited, roles: own }) => (
          <li key={id}>
            <form action={switchOrganisation}>
              <input type="hidden" name="organisation" value={id} />
              {/* A page of one organisation is none of another. */}
              <input type="hidden" name="next" value={current ? next : "/"} />
              <OrganisationButton name={name} busyLabel={t("working")}>
                <span className="min-w-0">
                  <b className="block truncate font-semibold">{name}</b>
                  <span className="block truncate text-xs text-ink-3">
                    {t(kind)} · {own.map((role) => roles(role)).join(", ")}
                  </span>
                </span>
                {invited ? <Badge tone="accent">{t("invited")}</Badge> : null}
              </OrganisationButton>
            </form>
          </li>
        ))}
      </ul>
    </AuthShell>
  );
}
