export { addMembership, type NewMembership } from "./add-membership";
export type { Ticket } from "./challenge";
export { confirmEnrolment, type Enrolled } from "./confirm-enrolment";
export { confirmSmsCode, type SmsCodeOutcome } from "./confirm-sms-code";
export { countRecoveryCodes, type RecoveryCodesLeft } from "./count-recovery-codes";
export { createPerson, type NewPerson } from "./create-person";
export { finishSignIn, type SignedIn } from "./finish-sign-in";
export { finishWalletSignIn } from "./finish-wallet-sign-in";
export { type Invitation, newInvitation, readInvitation } from "./invitations";
export { keepSeal } from "./keep-seal";
export { listOrganisations, type OwnOrganisation } from "./list-organisations";
export { listSessions, type SessionView } from "./list-sessions";
export { type EnrolmentOffer, offerEnrolment } from "./offer-enrolment";
export { pruneChallenges } from "./prune-challenges";
export { pruneDevices } from "./prune-devices";
export { type NewDevice, readNewDevice } from "./read-new-device";
export { readProgress, type SignInProgress } from "./read-progress";
export { readSuspended, type Suspended } from "./read-suspended";
export { recover } from "./recover";
export { type RecoveryCodesRenewed, renewRecoveryCodes } from "./renew-recovery-codes";
export { revokeAllSessions } from "./revoke-all-sessions";
export { revokeSession } from "./revoke-session";
export { CODE_SECONDS, RESEND_SECONDS, TICKET_SECONDS, WALLET_SECONDS } from "./rules";
export { type SessionUse, sessionCaller } from "./session-caller";
export { challengeCaller, enterCaller, leaveCaller, visitorCaller } from "./sign-in-callers";
export { type SignInStarted, type StartSignIn, startSignIn } from "./start-sign-in";
export { type StartWalletSignIn, startWalletSignIn } from "./start-wallet-sign-in";
export { stepUp, stepUpFile } from "./step-up";
export { noteLeft, switchOrganisation } from "./switch-organisation";
export {
  closeWalletSession,
  listWallets,
  type OwnWallet,
  type WalletScope,
  walletCaller,
  whoAsks,
} from "./wallet-caller";
export type { ProofRefused } from "./wrong-proofs";
