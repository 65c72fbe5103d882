// Every table but the ledger's: those belong to lib/ledger alone, which imports them by their own file.
export * from "./api-keys";
export * from "./api-requests";
export * from "./batches";
export * from "./delegations";
export * from "./identity";
export * from "./limits";
export * from "./looks";
export * from "./notices";
export * from "./operations";
export * from "./organisations";
export * from "./policies";
export * from "./runtime";
export * from "./verification";
export * from "./wallets";
