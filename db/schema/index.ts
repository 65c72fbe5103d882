export * from "./api-keys";
export * from "./identity";
export * from "./ledger";
export * from "./limits";
export * from "./operations";
export * from "./organisations";
export * from "./runtime";
export * from "./wallets";
