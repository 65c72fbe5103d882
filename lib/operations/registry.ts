import type { OperationDefinition } from "./define";
import { type ApiKeyCreateInput, apiKeyCreate } from "./definitions/api-key-create";
import { type ApiKeyWidenInput, apiKeyWiden } from "./definitions/api-key-widen";
import { type ApiKeysStartInput, apiKeysStart } from "./definitions/api-keys-start";
import { type CashInInput, cashIn } from "./definitions/cash-in";
import { type CashOutInput, cashOutFulfillment } from "./definitions/cash-out-fulfillment";
import { customerReinstate } from "./definitions/customer-reinstate";
import { type DistributorCreateInput, distributorCreate } from "./definitions/distributor-create";
import { type DistributorFeaturesInput, distributorFeatures } from "./definitions/distributor-features";
import { type DistributorLimitsInput, distributorLimits } from "./definitions/distributor-limits";
import { distributorReinstate } from "./definitions/distributor-reinstate";
import { type FloatAccountOpenInput, floatAccountOpen } from "./definitions/float-account-open";
import { type FloatRequestInput, floatRequest } from "./definitions/float-request";
import { type FloatReturnInput, floatReturn } from "./definitions/float-return";
import { type FloatSaleInput, floatSale } from "./definitions/float-sale";
import { type FloatWithdrawalInput, floatWithdrawal } from "./definitions/float-withdrawal";
import { merchantReinstate } from "./definitions/merchant-reinstate";
import { type OwnTransferInput, ownTransfer } from "./definitions/own-transfer";
import { type PersonDelegateInput, personDelegate } from "./definitions/person-delegate";
import { type PersonInviteInput, personInvite } from "./definitions/person-invite";
import { type PersonPhoneInput, personPhone } from "./definitions/person-phone";
import { type PersonReinstateInput, personReinstate } from "./definitions/person-reinstate";
import { type PersonRemoveInput, personRemove } from "./definitions/person-remove";
import { type PersonRolesInput, personRoles } from "./definitions/person-roles";
import { type PersonTotpResetInput, personTotpReset } from "./definitions/person-totp-reset";
import { type PolicyChangeInput, policyChange } from "./definitions/policy-change";
import { type ReversalInput, reversal } from "./definitions/reversal";
import type { ReinstateInput } from "./reinstate";
import type { OperationType } from "./schemas";

/** What can be submitted, by type. */
export type OperationInput =
  | CashInInput
  | CashOutInput
  | FloatSaleInput
  | FloatReturnInput
  | FloatRequestInput
  | FloatWithdrawalInput
  | FloatAccountOpenInput
  | OwnTransferInput
  | ReversalInput
  | PersonInviteInput
  | PersonRolesInput
  | PersonReinstateInput
  | PersonRemoveInput
  | PersonTotpResetInput
  | PersonPhoneInput
  | PersonDelegateInput
  | DistributorCreateInput
  | ReinstateInput<"distributor">
  | DistributorFeaturesInput
  | DistributorLimitsInput
  | ReinstateInput<"merchant">
  | ReinstateInput<"customer">
  | ApiKeyCreateInput
  | ApiKeyWidenInput
  | ApiKeysStartInput
  | PolicyChangeInput;

// biome-ignore lint/suspicious/noExplicitAny: inputs and payloads differ by type; each definition parses its own.
type AnyDefinition = OperationDefinition<any, any, any>;

/** Every type has its definition: a type without one does not compile. */
export const REGISTRY: Readonly<Record<OperationType, AnyDefinition>> = {
  "cash-in": cashIn,
  "cash-out-fulfillment": cashOutFulfillment,
  "float-sale": floatSale,
  "float-return": floatReturn,
  "float-request": floatRequest,
  "float-withdrawal": floatWithdrawal,
  "float-account-open": floatAccountOpen,
  "own-transfer": ownTransfer,
  reversal,
  "person-invite": personInvite,
  "person-roles": personRoles,
  "person-reinstate": personReinstate,
  "person-remove": personRemove,
  "person-totp-reset": personTotpReset,
  "person-phone": personPhone,
  "person-delegate": personDelegate,
  "distributor-create": distributorCreate,
  "distributor-reinstate": distributorReinstate,
  "distributor-features": distributorFeatures,
  "distributor-limits": distributorLimits,
  "merchant-reinstate": merchantReinstate,
  "customer-reinstate": customerReinstate,
  "api-key-create": apiKeyCreate,
  "api-key-widen": apiKeyWiden,
  "api-keys-start": apiKeysStart,
  "policy-change": policyChange,
};

/** The definition of a stored operation's type. A type that nobody knows is a bug, not an input error. */
export function definitionOf(type: string): AnyDefinition {
  const definition = REGISTRY[type as OperationType];
  if (!definition) throw new Error(`no definition for operation type ${type}`);
  return definition;
}
