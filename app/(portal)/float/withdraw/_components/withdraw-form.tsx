"use client";

import { FloatForm, type FloatFormView } from "@/app/_float-form/float-form";
import { plainAmount } from "@/app/_operation-form/plain-amount";
import { withdrawFloat } from "../actions";

/** A distributor has float paid out. */
export function WithdrawForm({ view }: { view: FloatFormView }) {
  return (
    <FloatForm
      kind="float-withdrawal"
      name="float-withdrawal"
      view={view}
      operationsPath="/operations"
      request={({ key, fields: { amount, payTo, memo } }) =>
        withdrawFloat({ key, amount: plainAmount(amount), payTo, memo })
      }
    />
  );
}
