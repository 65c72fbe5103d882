import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { view } from "@/lib/http/view";
import { CONTROL_HOURS } from "@/lib/kernel/periods";
import { worksForIssuer } from "@/lib/organisations";
import { authorize, type Ctx, type Role } from "@/lib/runtime";
import { Matrix } from "./_components/matrix";
import { matrixOf } from "./matrix";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("permissions"))("title") };
}

/** Who may do what in one's own organisation, for everybody in it. */
export default async function PermissionsPage() {
  const [t, { kind, roles }] = await Promise.all([getTranslations("permissions"), view(readOwn)]);
  return (
    <div className="flex w-full max-w-3xl flex-col gap-3.5">
      <PageHeader title={t("title")} />
      <p className="text-s text-ink-3">{t("intro")}</p>
      <Matrix groups={matrixOf(kind)} own={roles} />
      <ul className="flex list-disc flex-col gap-1 pl-5 text-s text-ink-2">
        {(["own", "second", "controlled", "atOnce"] as const).map((rule) => (
          <li key={rule}>{t(`rules.${rule}`, { hours: CONTROL_HOURS })}</li>
        ))}
      </ul>
    </div>
  );
}

async function readOwn(ctx: Ctx): Promise<{ kind: "issuer" | "distributor"; roles: readonly Role[] }> {
  authorize(ctx, "people.read");
  const { principal } = ctx;
  return {
    kind: worksForIssuer(ctx) ? "issuer" : "distributor",
    roles: principal.kind === "user" ? principal.roles : [],
  };
}
