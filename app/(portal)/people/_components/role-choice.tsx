"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { ROLES, type Role } from "@/lib/kernel/roles";

/** Which roles somebody is to have, each with what it may. */
export function RoleChoice({
  chosen,
  busy,
  error,
  onChange,
}: {
  chosen: readonly Role[];
  busy: boolean;
  error?: string | undefined;
  onChange: (roles: readonly Role[]) => void;
}) {
  const t = useTranslations("people");
  return (
    <fieldset disabled={busy} className="flex flex-col gap-2.5" aria-describedby={error ? "roles-error" : undefined}>
      <legend className="mb-2 text-s font-medium">{t("columns.roles")}</legend>
      {ROLES.map((role) => (
        <Checkbox
          key={role}
          checked={chosen.includes(role)}
          onChange={(event) =>
            onChange(ROLES.filter((one) => (one === role ? event.target.checked : chosen.includes(one))))
          }
        >
          <b className="font-medium">{t(`roles.${role}`)}</b>
          <span className="block text-xs text-ink-3">{t(`roleMeans.${role}`)}</span>
        </Checkbox>
      ))}
      {error ? (
        <p id="roles-error" className="text-s text-bad">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
