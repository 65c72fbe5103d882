import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { view } from "@/lib/http/view";
import { INVITATION_DAYS } from "@/lib/kernel/periods";
import { authorize, type Ctx } from "@/lib/runtime";
import { operationsPath } from "../read-people";
import { InviteForm } from "./_components/invite-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.invite"))("title") };
}

/** Somebody new, for admins: another person decides, then they are sent a link. */
export default async function InvitePage() {
  const [t, path] = await Promise.all([getTranslations("people.invite"), view(mayInvite)]);
  return (
    <>
      <PageHeader title={t("title")} backHref="/people" />
      <FormCard intro={t("intro", { days: INVITATION_DAYS })}>
        <InviteForm operationsPath={path} />
      </FormCard>
    </>
  );
}

async function mayInvite(ctx: Ctx): Promise<string> {
  authorize(ctx, "people.change");
  return operationsPath(ctx);
}
