"use client";

import { useTranslations } from "next-intl";
import { type Problem, problemAt } from "@/app/_operation-form/problems";
import { TextField } from "@/app/_operation-form/text-field";
import { MoneyInput } from "@/components/money/money-input";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import type { Currency } from "@/lib/kernel/currencies";
import { KEY_PERMISSIONS } from "@/lib/kernel/key-terms";
import { AddressesField } from "./addresses-field";
import { permissionsOf, type TypedMandate } from "./typed-mandate";

/** What the fields need to know: the currency, and from where this person's own requests come. */
export type MandateContext = {
  readonly currency: Currency;
  readonly exponent: number;
  /** Null where it is not known for certain. */
  readonly address: string | null;
};

/** What a key may do: permissions in plain words, limits, addresses and rate. */
export function MandateFields({
  value,
  context: { currency, exponent, address },
  problems,
  onChange,
}: {
  value: TypedMandate;
  context: MandateContext;
  problems: readonly Problem[];
  onChange: (changed: Partial<TypedMandate>) => void;
}) {
  const t = useTranslations("apiKeys.fields");
  return (
    <>
      <PermissionsField value={value.permissions} problems={problems} onChange={onChange} />
      <div className="grid gap-5 sm:grid-cols-2">
        {(["maxAmount", "maxDaily"] as const).map((name) => (
          <Field
            key={name}
            name={name}
            label={t(name)}
            optional
            hint={t(`${name}Hint`)}
            error={problemAt(problems, name)}
          >
            {(control) => (
              <MoneyInput
                {...control}
                currency={currency}
                exponent={exponent}
                defaultValue={value[name]}
                onValueChange={(strict) => onChange({ [name]: strict })}
              />
            )}
          </Field>
        ))}
      </div>
      <AddressesField
        value={value.addresses}
        own={address}
        error={problemAt(problems, "addresses")}
        onChange={(addresses) => onChange({ addresses })}
      />
      <TextField
        name="rate"
        label={t("rate")}
        hint={t("rateHint")}
        inputMode="numeric"
        maxLength={6}
        value={value.rate}
        problems={problems}
        onChange={(rate) => onChange({ rate })}
      />
    </>
  );
}

function PermissionsField({
  value,
  problems,
  onChange,
}: {
  value: string;
  problems: readonly Problem[];
  onChange: (changed: { permissions: string }) => void;
}) {
  const t = useTranslations("apiKeys");
  const chosen = permissionsOf(value);
  const error = problemAt(problems, "permissions");
  return (
    <fieldset
      id="field-permissions"
      tabIndex={-1}
      className="flex flex-col gap-2.5"
      aria-describedby={error ? "permissions-error" : undefined}
    >
      <legend className="mb-2 text-s font-medium">{t("columns.permissions")}</legend>
      {KEY_PERMISSIONS.map((one) => (
        <Checkbox
          key={one}
          checked={chosen.includes(one)}
          onChange={(event) => {
            const next = KEY_PERMISSIONS.filter((other) =>
              other === one ? event.target.checked : chosen.includes(other),
            );
            onChange({ permissions: next.join(" ") });
          }}
        >
          <b className="font-medium">{t(`permissions.${one}`)}</b>
          <span className="block text-xs text-ink-3">{t(`permissionMeans.${one}`)}</span>
        </Checkbox>
      ))}
      {error ? (
        <p id="permissions-error" className="text-s text-bad">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
