"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Mapping } from "@/lib/batches/schemas";
import { chooseColumns } from "../../actions";
import { useAct } from "./use-act";

/** Which column is what. Kept for the next file that has the same columns. */
export function MappingForm({
  file,
  columns,
  sample,
  mapping,
}: {
  file: string;
  columns: readonly string[];
  sample: readonly string[];
  mapping: Mapping | null;
}) {
  const t = useTranslations("bulk.mapping");
  const { act, busy, problem } = useAct(t("lost"));
  const [chosen, setChosen] = useState({
    phone: String(mapping?.phone ?? ""),
    amount: String(mapping?.amount ?? ""),
    memo: String(mapping?.memo ?? ""),
  });
  const [incomplete, setIncomplete] = useState(false);

  function send() {
    const { phone, amount, memo } = chosen;
    const places = [phone, amount, memo].filter((place) => place !== "");
    const isGood = phone !== "" && amount !== "" && new Set(places).size === places.length;
    setIncomplete(!isGood);
    if (!isGood) return;
    const place = { phone: Number(phone), amount: Number(amount), memo: memo === "" ? null : Number(memo) };
    act(() => chooseColumns({ file, mapping: place }));
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {problem || incomplete ? (
        <Callout tone="bad" role="alert">
          {problem ?? t("incomplete")}
        </Callout>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-3">
        {(["phone", "amount", "memo"] as const).map((part) => (
          <Field key={part} name={part} label={t(part)} optional={part === "memo"}>
            {(control) => (
              <Select
                {...control}
                value={chosen[part]}
                onChange={(event) => setChosen({ ...chosen, [part]: event.currentTarget.value })}
              >
                <option value="">{t("none")}</option>
                {columns.map((name, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns are told by their place alone
                  <option key={place} value={place}>
                    {t("column", {
                      name: name || t("unnamed", { number: place + 1 }),
                      sample: sample[place] ?? "",
                    })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
      <div className="flex max-sm:[&>*]:flex-1">
        <Button type="submit" variant="primary" busy={busy}>
          {t("button")}
        </Button>
      </div>
    </form>
  );
}
