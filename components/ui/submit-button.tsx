"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

/** Submits the form it stands in and is inert until the server has answered. */
export function SubmitButton(props: Omit<ButtonProps, "type" | "busy">) {
  const { pending } = useFormStatus();
  return <Button variant="primary" {...props} type="submit" busy={pending} />;
}
