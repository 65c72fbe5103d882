/** Somebody of the issuer's whose status can change: `id` as shown. */
export type Whom = {
  readonly kind: "distributor" | "merchant" | "customer";
  readonly id: string;
  readonly name: string;
  readonly status: "active" | "suspended";
};
