export { Closing } from "@/db/closing";
export type { Role } from "@/lib/kernel/roles";
export { authorize, isAllowed } from "./authorize";
export { coalesce } from "./coalesce";
export type { Asked, Asker, AuditEntry, Ctx, OutboxEvent, Outcome, Scope, SharedCtx } from "./context";
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
export {
  actorOf,
  type BatchPrincipal,
  type KeyPermission,
  type KeyPrincipal,
  type KeyRefusal,
  type Principal,
  type SystemPrincipal,
  type UserPrincipal,
} from "./principal";
export { readTogether } from "./read-together";
export { type Caller, type Request, run, type Tries } from "./run";
export { type Done, outcomesOf, runEachTogether, runTogether, type SharedVerb } from "./run-together";
export { systemCaller } from "./system-caller";
export { whileDatabaseAnswers } from "./while-database-answers";
