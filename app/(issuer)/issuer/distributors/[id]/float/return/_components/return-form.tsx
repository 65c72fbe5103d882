"use client";

import { FloatForm, type FloatFormView } from "@/app/_float-form/float-form";
import { plainAmount } from "@/app/_operation-form/plain-amount";
import { takeFloatBack } from "../../actions";

/** Float is taken back from a distributor (`dst_…`). */
export function ReturnForm({ distributor, view }: { distributor: string; view: FloatFormView }) {
  return (
    <FloatForm
      kind="float-return"
      name={`float-return:${distributor}`}
      view={view}
      operationsPath="/issuer/operations"
      request={({ key, fields: { amount, memo } }) =>
        takeFloatBack({ key, distributor, amount: plainAmount(amount), memo })
      }
    />
  );
}
