"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { MoneyInput } from "@/components/money/money-input";
import { groupDigits } from "@/components/money/money-text";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Refusal } from "@/lib/kernel/action-result";
import { exponentOf, isCurrency } from "@/lib/kernel/currencies";
import type { TrialBoard } from "@/lib/trial";
import { askAsCustomer } from "../actions";

type Said = { readonly done: string } | { readonly wrong: string } | null;

/** Stands in for a customer who asks for money back: the request joins the cash-out queue. */
export function WithdrawalForm({
  customers,
  currency,
  waiting,
}: Pick<TrialBoard, "customers" | "currency" | "waiting">) {
  const t = useTranslations("trial.withdrawal");
  const [said, setSaid] = useState<Said>(null);
  const [busy, setBusy] = useState(false);
  const [form, setForm] = useState(0);

  function inWords({ code }: Refusal): string {
    if (code === "ledger.insufficient-wallet") return t("insufficient");
    if (code === "money.not-positive") return t("amountNotPositive");
    return code.startsWith("money.") ? t("amountMalformed", { currency }) : t("other");
  }

  async function ask(phone: string, typed: string): Promise<Said> {
    if (typed === "") return { wrong: t("amountMissing") };
    const result = await askAsCustomer({ phone, amount: typed });
    if (!result.ok) return { wrong: inWords(result.error) };
    const name = customers.find((customer) => customer.phone === phone)?.name ?? phone;
    // A new form: its amount is empty, its customer the first.
    setForm((n) => n + 1);
    return { done: t("done", { name, currency, amount: groupDigits(result.value.amount) }) };
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const values = new FormData(event.currentTarget);
    setBusy(true);
    setSaid(
      await ask(String(values.get("customer")), String(values.get("amount"))).catch(() => ({ wrong: t("other") })),
    );
    setBusy(false);
  }

  return (
    <Card aria-labelledby="ask" className="min-w-0">
      <h2 id="ask" className="text-m font-semibold">
        {t("title")}
      </h2>
      <p className="mt-0.5 mb-3.5 text-s text-ink-3">{t("description", { count: waiting })}</p>
      <form key={form} onSubmit={submit} noValidate className="flex flex-col gap-3.5">
        <Field name="customer" label={t("customer")}>
          {(control) => (
            <Select {...control}>
              {customers.map(({ phone, name, available }) => (
                <option key={phone} value={phone}>
                  {t("option", { name, currency, available: groupDigits(available) })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field name="amount" label={t("amount")} error={said && "wrong" in said ? said.wrong : null}>
          {(control) => (
            <MoneyInput {...control} currency={currency} exponent={isCurrency(currency) ? exponentOf(currency) : 2} />
          )}
        </Field>
        <Button type="submit" busy={busy} busyLabel={t("busy")}>
          {t("submit")}
        </Button>
      </form>
      <div role="status" className="mt-3.5 empty:hidden">
        {said && "done" in said ? <Callout tone="good">{said.done}</Callout> : null}
      </div>
    </Card>
  );
}
