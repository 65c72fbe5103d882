import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { ROLES } from "@/lib/kernel/roles";
import type { Role } from "@/lib/runtime";
import type { MatrixRow, matrixOf, ShownPermission } from "../matrix";

type Underscored<P extends string> = P extends `${infer Head}.${infer Tail}` ? `${Head}_${Tail}` : P;

/** The table of permissions: a row for what may be done, a column for each role; one's own roles are marked. */
export function Matrix({ groups, own }: { groups: ReturnType<typeof matrixOf>; own: readonly Role[] }) {
  const t = useTranslations("permissions");
  const tr = useTranslations("people.roles");
  return (
    <div className="rounded-card border border-line bg-surface">
      <table className="w-full border-separate border-spacing-0 text-s">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-(--sticky-top) z-10 rounded-tl-card border-b border-line bg-surface px-3.5 py-2 text-left text-xs font-medium text-ink-3"
            >
              {t("may")}
            </th>
            {ROLES.map((role) => (
              <th
                key={role}
                scope="col"
                className="sticky top-(--sticky-top) z-10 w-20 border-b border-line bg-surface py-2 text-center text-xs font-medium text-ink-3 last:rounded-tr-card max-sm:w-13 max-sm:text-2xs"
              >
                <span className={cn(own.includes(role) && "text-accent")}>{tr(role)}</span>
                {own.includes(role) ? <span className="block text-2xs font-normal text-accent">{t("you")}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ group, rows }) => (
          <tbody key={group}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={ROLES.length + 1}
                className="border-b border-line bg-sunken px-3.5 py-1.5 text-left text-xs font-semibold text-ink-2"
              >
                {t(`groups.${group}`)}
              </th>
            </tr>
            {rows.map((row) => (
              <Row key={row.permission} row={row} own={own} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Row({ row: { permission, roles, key }, own }: { row: MatrixRow; own: readonly Role[] }) {
  const t = useTranslations("permissions");
  const name = permission.replace(".", "_") as Underscored<ShownPermission>;
  return (
    <tr>
      <th scope="row" className="border-b border-line px-3.5 py-2.25 text-left font-normal">
        {t(`rows.${name}`)}
        {key ? <span className="block text-xs text-ink-3">{t("key", { permission: t(`keys.${key}`) })}</span> : null}
      </th>
      {ROLES.map((role) => (
        <td
          key={role}
          className={cn("border-b border-line py-2.25 text-center", own.includes(role) && "bg-accent-soft/40")}
        >
          {roles.includes(role) ? (
            <Check role="img" aria-label={t("yes")} className="mx-auto size-4 text-good" />
          ) : (
            <Minus role="img" aria-label={t("no")} className="mx-auto size-4 text-line-strong" />
          )}
        </td>
      ))}
    </tr>
  );
}
