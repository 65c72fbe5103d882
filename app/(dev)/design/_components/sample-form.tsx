import { MoneyInput } from "@/components/money/money-input";
import { PhoneInput } from "@/components/money/phone-input";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { OtpInput } from "@/components/ui/otp-input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";

/** Every kind of field, some with hint and error. */
export function SampleForm({ suffix }: { suffix: string }) {
  const name = (field: string) => `${field}-${suffix}`;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        name={name("phone")}
        label="Phone"
        hint="With its country code."
        after={<p className="text-s text-good">J. Customer</p>}
      >
        {(control) => <PhoneInput {...control} defaultValue="+234 812 345 6781" />}
      </Field>
      <Field
        name={name("amount")}
        label="Amount"
        after={<p className="text-xs text-ink-3">two hundred and fifty thousand naira</p>}
      >
        {(control) => <MoneyInput {...control} currency="NGN" exponent={2} defaultValue="250000" />}
      </Field>
      <Field name={name("wrong")} label="Receipt" error="Enter the number of the receipt.">
        {(control) => <Input {...control} />}
      </Field>
      <Field name={name("disabled")} label="Disabled" optional>
        {(control) => <Input {...control} disabled defaultValue="Not now" />}
      </Field>
      <Field name={name("select")} label="Paid by">
        {(control) => (
          <Select {...control}>
            <option>Cash</option>
            <option>Bank transfer</option>
          </Select>
        )}
      </Field>
      <Field name={name("code")} label="SMS code">
        {(control) => <OtpInput {...control} defaultValue="123456" />}
      </Field>
      <Field name={name("memo")} label="Memo" optional className="sm:col-span-2">
        {(control) => <Textarea {...control} />}
      </Field>
      <div className="flex gap-5">
        <Checkbox defaultChecked>Checked</Checkbox>
        <Checkbox>Not checked</Checkbox>
        <Checkbox disabled>Disabled</Checkbox>
      </div>
    </div>
  );
}
