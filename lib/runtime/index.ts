export { authorize, isAllowed } from "./authorize";
export type { AuditEntry, Ctx, OutboxEvent, Outcome, Scope } from "./context";
export { databaseError, isUniqueViolation, toDomainError } from "./database-errors";
export { appDatabase, closeDatabases, countersDatabase, renewDatabases, workerDatabase } from "./databases";
export {
  claimIdempotencyKeys,
  hashRequest,
  type IdempotencyOutcome,
  type IdempotentRequest,
  storeIdempotencyKeys,
} from "./idempotency";
export { type Grant, PERMISSIONS, type Permission } from "./permissions";
export type {
  KeyPermission,
  KeyPrincipal,
  Principal,
  Role,
  SystemPrincipal,
  UserPrincipal,
} from "./principal";
export { type Caller, isAudited, type Request, run } from "./run";
export { systemCaller } from "./system-caller";
