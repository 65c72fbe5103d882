import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { enterCode, sendWalletCode, startOver } from "../../actions";

/** Asks for the customer's phone. */
export function PhoneStep() {
  const t = useTranslations("wallet.signIn");
  return (
    <form action={sendWalletCode} className="flex flex-col gap-4">
      <Field name="phone" label={t("phone")} hint={t("phoneHint")}>
        {(control) => <Input {...control} type="tel" inputMode="tel" autoComplete="tel" required />}
      </Field>
      <Button type="submit" variant="primary" size="l" wide>
        {t("send")}
      </Button>
    </form>
  );
}

/** Asks for the code of the SMS. */
export function CodeStep() {
  const t = useTranslations("wallet.signIn");
  return (
    <>
      <p className="text-s text-ink-2">{t("sent")}</p>
      <form action={enterCode} className="flex flex-col gap-4">
        <Field name="code" label={t("code")}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9]{8}"
              maxLength={8}
              required
              className="font-mono"
            />
          )}
        </Field>
        <Button type="submit" variant="primary" size="l" wide>
          {t("open")}
        </Button>
      </form>
      <form action={startOver}>
        <Button type="submit" wide>
          {t("startOver")}
        </Button>
      </form>
    </>
  );
}
