"use client";

import { FloatForm, type FloatFormView } from "@/app/_float-form/float-form";
import { plainAmount } from "@/app/_operation-form/plain-amount";
import { sellFloat } from "../../actions";

/** Float is sold to a distributor (`dst_…`). */
export function SellForm({ distributor, view }: { distributor: string; view: FloatFormView }) {
  return (
    <FloatForm
      kind="float-sale"
      name={`float-sale:${distributor}`}
      view={view}
      operationsPath="/issuer/operations"
      request={({ key, fields: { amount, reference, memo } }) =>
        sellFloat({ key, distributor, amount: plainAmount(amount), reference, memo })
      }
    />
  );
}
