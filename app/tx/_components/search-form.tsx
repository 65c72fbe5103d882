import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Asks for a hash. A plain form that leads to an address, so that it works without script. */
export function SearchForm({ value = "", problem = null }: { value?: string; problem?: string | null }) {
  const t = useTranslations("proof.search");
  return (
    <form action="/tx" className="flex flex-col gap-4">
      <Field name="hash" label={t("label")} hint={t("hint")} error={problem}>
        {(control) => (
          <Input
            {...control}
            defaultValue={value}
            className="font-mono"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="tx_"
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="l" className="sm:self-start">
        {t("submit")}
      </Button>
    </form>
  );
}
