export { answerConsent, type ConsentOutcome } from "./answer-consent";
export { type ApprovalCounts, type ApprovalsTab, countApprovals, listApprovals } from "./approvals";
export { askConsentAgain } from "./ask-consent-again";
export {
  type BatchOperation,
  type BatchPart,
  type BatchPending,
  countBatchOperations,
  countBatchPending,
  listBatchPending,
} from "./batch-operations";
export { beginExport } from "./begin-export";
export { type Blocked, type BlockedReason, countBlocked, findBlocked } from "./blocked";
export { carryOutBatch } from "./carry-out-batch";
export { changeKey } from "./change-key";
export { type AskedCustomer, consentCaller } from "./consent-caller";
export { COUNTED_AT_MOST, countOperations, type StatusCounts } from "./count-operations";
export { type DaySummary, type HourVolume, readDaySummary } from "./day-summary";
export { type DecidedOperation, type DecideOperation, decideOperation, decisions } from "./decide-operations";
export type { CounterpartyKind } from "./define";
export { type CurrencyDay, type DistributorDay, readCurrencyDays, readDistributorDays } from "./distributor-days";
export { expireOperations, expireThese, listOverdue } from "./expire-operations";
export type { OperationFilters } from "./filters";
export { findOddities, foreseeOddities, type Oddity } from "./find-oddities";
export { type ForeseenChange, foreseeChange } from "./foresee-change";
export { hasApproved } from "./has-approved";
export { type DecisionView, listDecisions } from "./list-decisions";
export { listOperations } from "./list-operations";
export { listReversals } from "./list-reversals";
export { listRevisions, type RevisionView } from "./list-revisions";
export { lookAt } from "./look-at";
export { listNotices, type Notice, type NoticeKind, readAllNotices } from "./notices";
export { isOnHold } from "./on-hold";
export type { OperationPage } from "./page-of-operations";
export { type ConsentRequest, prepareConsent } from "./prepare-consent";
export { pruneLooks } from "./prune-looks";
export { type Pulse, readPulse } from "./pulse";
export { type ConsentQuestion, readConsent } from "./read-consent";
export { readOperation } from "./read-operation";
export { recallOperation } from "./recall-operation";
export type { OperationInput } from "./registry";
export { isInTimeToReverse } from "./reversal-time";
export { type ReviseOperation, reviseOperation } from "./revise-operation";
export { isRevisable } from "./revision";
export { readSearch } from "./search";
export { type Imagined, type Needed, simulateApproval } from "./simulate-approval";
export type { ListPosition } from "./stop";
export type { Submit, SubmitOperation, SubmittedOperation } from "./submission";
export { submissions, submitOperation } from "./submit-operations";
export { readTimeline, type TimelineEvent } from "./timeline";
export { undoApproval } from "./undo-approval";
export type { OperationView } from "./view";
