export { createDistributor, type NewDistributor } from "./create-distributor";
export { createIssuer, type NewIssuer } from "./create-issuer";
export { createMerchant } from "./create-merchant";
export { findActiveMerchants, findMerchants, type Merchant } from "./find-merchants";
export { listIssuers } from "./list-issuers";
export { type Distributor, ownDistributor, readDistributor, readOwnDistributor } from "./read-distributor";
