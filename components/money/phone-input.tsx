import type { ComponentProps } from "react";
import { Input } from "@/components/ui/input";

/** A phone number, with the phone's keypad. Reading it is the kernel's business (`parsePhone`, on the server). */
export function PhoneInput({ autoComplete = "tel", ...rest }: Omit<ComponentProps<"input">, "type">) {
  return <Input placeholder="+234 …" {...rest} type="tel" inputMode="tel" autoComplete={autoComplete} />;
}
