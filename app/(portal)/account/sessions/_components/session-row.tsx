"use client";

import { Monitor, Smartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState, useTransition } from "react";
import { endOneSession, signOutHere } from "@/app/(auth)/actions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { showToast } from "@/components/ui/show-toast";
import { SubmitButton } from "@/components/ui/submit-button";

/** One session as the page gives it: ids with prefix, instants in RFC 3339. */
export type SessionItem = {
  readonly id: string;
  readonly current: boolean;
  readonly device: { readonly browser: string | null; readonly system: string | null };
  readonly address: string | null;
  readonly place: { readonly city: string; readonly area: string } | null;
  readonly organisation: string | null;
  readonly createdAt: string;
  readonly lastSeenAt: string;
};

/** A browser in which the person is signed in, and its way out. */
export function SessionRow({ session }: { session: SessionItem }) {
  const t = useTranslations("account.sessions");
  const { browser, system } = session.device;
  const known = browser && system ? t("device", { browser, system }) : (browser ?? system);
  const device = known ?? t("unknownDevice");
  const Icon = system === "Android" || system === "iOS" ? Smartphone : Monitor;
  return (
    <li className="flex flex-wrap items-center gap-x-3.5 gap-y-3 px-4.5 py-3.5">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-ink-3" strokeWidth={1.75} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
          {device}
          {session.current ? <Badge tone="good">{t("this")}</Badge> : null}
        </p>
        <dl className="mt-0.5 flex flex-wrap gap-x-4 gap-y-0.5 text-s text-ink-3">
          <Fact term={t("since")}>
            <RelativeTime at={session.createdAt} form="time" />
          </Fact>
          <Fact term={t("seen")}>
            <RelativeTime at={session.lastSeenAt} form="time" />
          </Fact>
          <Fact term={t("address")}>{session.address ?? t("notKnown")}</Fact>
          <Fact term={t("place")}>
            <Place place={session.place} />
          </Fact>
          {session.organisation ? <Fact term={t("organisation")}>{session.organisation}</Fact> : null}
        </dl>
      </div>
      {session.current ? <EndHere device={device} /> : <EndThere id={session.id} device={device} />}
    </li>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt>{term}</dt>
      <dd className="text-ink-2">{children}</dd>
    </div>
  );
}

/** Named after the zone of the device's clock, and said to be no more than that. */
function Place({ place }: Pick<SessionItem, "place">) {
  const t = useTranslations("account.sessions");
  if (!place) return t("notKnown");
  const name = `${place.city}, ${place.area}`;
  return t.rich("byClock", { place: () => <span data-verbatim>{name}</span> });
}

function EndHere({ device }: { device: string }) {
  const t = useTranslations("account");
  return (
    <form action={signOutHere} className="max-sm:w-full">
      <SubmitButton
        variant="secondary"
        className="max-sm:w-full"
        busyLabel={t("signOut.working")}
        aria-label={t("sessions.endNamed", { device })}
      >
        {t("signOut.here")}
      </SubmitButton>
    </form>
  );
}

function EndThere({ id, device }: { id: string; device: string }) {
  const t = useTranslations("account.sessions");
  const router = useRouter();
  const [busy, startEnding] = useTransition();
  const [failed, setFailed] = useState(false);

  const end = () =>
    startEnding(async () => {
      const result = await endOneSession({ sessionId: id }).catch(() => null);
      setFailed(!result?.ok);
      if (!result?.ok) return;
      showToast({ tone: "good", title: t("ended") });
      router.refresh();
    });

  return (
    <div className="max-sm:w-full">
      <Button
        className="max-sm:w-full"
        busy={busy}
        busyLabel={t("ending")}
        onClick={end}
        aria-label={t("endNamed", { device })}
      >
        {t("end")}
      </Button>
      <p role="alert" className={failed ? "mt-1.5 text-s text-bad" : "sr-only"}>
        {failed ? t("failed") : ""}
      </p>
    </div>
  );
}
