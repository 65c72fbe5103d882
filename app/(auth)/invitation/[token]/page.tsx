import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthShell } from "@/components/layout/auth-shell";
import { Callout } from "@/components/ui/callout";
import { DefinitionList } from "@/components/ui/definition-list";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { clockTime, dayOf } from "@/components/ui/zone-time";
import { env } from "@/lib/config/env";
import { whoIsHere } from "@/lib/http/switch";
import { readForAnybody } from "@/lib/http/view";
import { type Invitation, readInvitation } from "@/lib/identity";
import { INVITATION_DAYS } from "@/lib/kernel/periods";
import { followInvitation } from "../../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invitation"))("title"), robots: { index: false } };
}

/** Where the link of an invitation leads: what it is to, and on to sign-in. Says nothing of one that is used or lapsed but that. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = await getTranslations("invitation");
  const [invitation, here] = await readForAnybody((peer) =>
    Promise.all([readInvitation(token), whoIsHere(peer).catch(() => null)]),
  );
  if (invitation.state !== "open") {
    return (
      <AuthShell
        title={t(`${invitation.state}.title`)}
        description={t(`${invitation.state}.text`, { days: INVITATION_DAYS })}
        trial={env().trial}
      >
        <LinkButton href="/sign-in" variant="primary" size="l" wide>
          {t("toSignIn")}
        </LinkButton>
      </AuthShell>
    );
  }
  return (
    <AuthShell
      title={t("heading", { organisation: invitation.organisation })}
      description={t("text", { name: invitation.person })}
      trial={env().trial}
    >
      <Facts invitation={invitation} />
      {here && here.personId !== invitation.personId ? (
        <Callout tone="wait">{t("somebodyElse", { name: here.name })}</Callout>
      ) : null}
      <form action={followInvitation}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton variant="primary" size="l" wide busyLabel={t("working")}>
          {here?.personId === invitation.personId ? t("enter") : t("continue")}
        </SubmitButton>
      </form>
      <p className="text-xs text-ink-3">{t("phone")}</p>
    </AuthShell>
  );
}

async function Facts({ invitation }: { invitation: Extract<Invitation, { state: "open" }> }) {
  const [t, roles] = await Promise.all([getTranslations("invitation"), getTranslations("people.roles")]);
  return (
    <DefinitionList
      items={[
        { term: t("organisation"), value: invitation.organisation },
        {
          term: t("roles", { count: invitation.roles.length }),
          value: invitation.roles.map((role) => roles(role)).join(", "),
        },
        {
          term: t("until"),
          value: `${dayOf(invitation.until, "UTC", new Date())}, ${clockTime(invitation.until, "UTC")} UTC`,
        },
      ]}
    />
  );
}
