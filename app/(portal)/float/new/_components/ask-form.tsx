"use client";

import { FloatForm, type FloatFormView } from "@/app/_float-form/float-form";
import { plainAmount } from "@/app/_operation-form/plain-amount";
import { askForFloat } from "../actions";

/** A distributor asks for float. */
export function AskForm({ view }: { view: FloatFormView }) {
  return (
    <FloatForm
      kind="float-request"
      name="float-request"
      view={view}
      operationsPath="/operations"
      request={({ key, fields: { amount, reference, memo } }) =>
        askForFloat({ key, amount: plainAmount(amount), reference, memo })
      }
    />
  );
}
