export { beginAuditExport } from "./begin-export";
export { type ChainCheck, checkOwnChain } from "./check-chain";
export type { AuditActor, AuditFilters } from "./filters";
export { type Actors, listActors } from "./list-actors";
export { type AuditPage, listAuditEntries } from "./list-entries";
export type { NamedActor, NamedSubject } from "./names";
export type { AuditEntryView } from "./view";
