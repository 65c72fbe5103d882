export { applyOrganisation, rehearseChanges } from "./apply-changes";
export { checkFeatures, checkLimits, checkNewDistributor, type DistributorLimits } from "./check-distributor";
export { createDistributor, type NewDistributor } from "./create-distributor";
export { createIssuer, type NewIssuer } from "./create-issuer";
export { createMerchant } from "./create-merchant";
export {
  COUNTED_AT_MOST,
  countDirectory,
  type Listed,
  namesFrom,
  readDirectory,
  type StatusCount,
  type Stretch,
  withRows,
} from "./directory";
export { findMerchants, findMerchantsById, type Merchant } from "./find-merchants";
export { checkNewAccount, listOwnAccounts, type OwnAccount, openFloatAccount } from "./float-accounts";
export { countDistributors, listDistributors } from "./list-distributors";
export { listIssuers } from "./list-issuers";
export { countMerchants, type ListedMerchant, listMerchants } from "./list-merchants";
export { type LookedAt, noteLook } from "./note-look";
export { type Distributor, isFloatLow, readDistributor, readOwnDistributor } from "./read-distributor";
export { type Issuer, ownIssuer, readIssuer, readOwnIssuer, worksForIssuer } from "./read-issuer";
export { type MerchantProfile, readMerchant } from "./read-merchant";
export { asksConsent, type Organisation, readOrganisations, workplaceOf } from "./read-organisations";
export { setLowFloat } from "./set-low-float";
export { suspend } from "./suspend";
export { suspendDistributor } from "./suspend-distributor";
export { suspendMerchant } from "./suspend-merchant";
