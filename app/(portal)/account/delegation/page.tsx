import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { view } from "@/lib/http/view";
import { showId } from "@/lib/kernel/ids";
import { DELEGATION_DAYS } from "@/lib/kernel/periods";
import { localDate, toRfc3339 } from "@/lib/kernel/time";
import { readOwnDistributor, readOwnIssuer, worksForIssuer } from "@/lib/organisations";
import { listDelegations, listPeople } from "@/lib/people";
import { authorize, type Ctx, isAllowed } from "@/lib/runtime";
import { DelegateForm } from "./_components/delegate-form";
import { DelegationRow } from "./_components/delegation-row";

/** More people than a list to choose from should hold. */
const CHOICE = 200;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("delegation"))("title") };
}

async function readPage(ctx: Ctx) {
  authorize(ctx, "people.read");
  const { principal, now } = ctx;
  if (principal.kind !== "user") throw new Error("the portal is for people");
  const me = principal.personId;
  const { timeZone } = worksForIssuer(ctx) ? await readOwnIssuer(ctx) : await readOwnDistributor(ctx);
  const mayAsk = isAllowed(principal, "delegations.ask");
  const isAdmin = principal.roles.includes("admin");
  const { items } = mayAsk ? await listPeople(ctx, {}, { limit: CHOICE }) : { items: [] };
  return {
    today: localDate(now, timeZone),
    people: mayAsk
      ? items
          .filter(({ id, status }) => id !== me && status === "active")
          .map(({ id, name }) => ({ id: showId("person", id), name }))
      : null,
    delegations: (await listDelegations(ctx)).map(({ id, delegator, delegate, startsAt, endsAt }) => ({
      id: showId("delegation", id),
      delegator: delegator.name,
      delegate: delegate.name,
      isFromMe: delegator.id === me,
      isToMe: delegate.id === me,
      startsAt: toRfc3339(startsAt),
      // Its last moment: the day that it names is the last one.
      endsAt: toRfc3339(new Date(endsAt.getTime() - 1)),
      isRunning: startsAt <= now,
      mayEnd: isAdmin || delegator.id === me || delegate.id === me,
    })),
  };
}

/** Who decides in whose place while they are away, and for those who decide the way to name somebody. */
export default async function DelegationPage() {
  const [t, { today, people, delegations }] = await Promise.all([getTranslations("delegation"), view(readPage)]);
  return (
    <div className="flex w-full max-w-2xl flex-col gap-3.5">
      <PageHeader title={t("title")} backHref="/" />
      <p className="text-s text-ink-3">{t("intro", { days: DELEGATION_DAYS })}</p>
      {people ? (
        <Card>
          {people.length > 0 ? <DelegateForm people={people} today={today} /> : <p className="text-s">{t("nobody")}</p>}
        </Card>
      ) : null}
      {delegations.length > 0 ? (
        <ul className="flat-list divide-y divide-line rounded-card border border-line bg-surface">
          {delegations.map((delegation) => (
            <DelegationRow key={delegation.id} delegation={delegation} />
          ))}
        </ul>
      ) : (
        <EmptyState kind="first-use" title={t("none")}>
          {t("noneText")}
        </EmptyState>
      )}
    </div>
  );
}
