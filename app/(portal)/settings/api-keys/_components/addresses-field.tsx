"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { entriesOf, wrongEntries } from "./typed-mandate";

/** From where a key may be used, one address or block on each line. Lines that are neither are named once the field is left. */
export function AddressesField({
  value,
  own,
  error,
  onChange,
}: {
  value: string;
  own: string | null;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const t = useTranslations("apiKeys.fields");
  const [wrong, setWrong] = useState<readonly string[]>([]);
  return (
    <Field
      name="addresses"
      label={t("addresses")}
      optional
      hint={t("addressesHint")}
      error={error}
      after={
        <>
          <p role="status" className="text-s text-bad empty:hidden">
            {wrong.length > 0
              ? t("addressesWrong", { entries: wrong.slice(0, 3).join(", "), count: wrong.length })
              : ""}
          </p>
          {own ? (
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-3">
              <span>{t.rich("ownAddress", { address: () => <span className="font-mono">{own}</span> })}</span>
              {entriesOf(value).includes(own) ? null : (
                <Button size="s" onClick={() => onChange([...entriesOf(value), own].join("\n"))}>
                  {t("addOwn")}
                </Button>
              )}
            </p>
          ) : null}
        </>
      }
    >
      {(control) => (
        <Textarea
          {...control}
          rows={3}
          maxLength={4000}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          placeholder={"203.0.113.7\n2001:db8:12::/48"}
          className="font-mono text-s"
          value={value}
          onChange={(event) => {
            setWrong([]);
            onChange(event.target.value);
          }}
          // Only names them sooner: the form asks again before it goes on.
          onBlur={() => void wrongEntries(value).then(setWrong, () => undefined)}
        />
      )}
    </Field>
  );
}
