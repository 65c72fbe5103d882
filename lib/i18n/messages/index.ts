import account from "./en/account.json";
import apiKeys from "./en/api-keys.json";
import apiRequests from "./en/api-requests.json";
import approvals from "./en/approvals.json";
import approvalsDesk from "./en/approvals-desk.json";
import audit from "./en/audit.json";
import blocked from "./en/blocked.json";
import bulk from "./en/bulk.json";
import cashIn from "./en/cash-in.json";
import cashOut from "./en/cash-out.json";
import decisions from "./en/decisions.json";
import delegation from "./en/delegation.json";
import developers from "./en/developers.json";
import floatForm from "./en/float-form.json";
import home from "./en/home.json";
import invitation from "./en/invitation.json";
import issuer from "./en/issuer.json";
import lowFloat from "./en/low-float.json";
import money from "./en/money.json";
import notices from "./en/notices.json";
import operationForm from "./en/operation-form.json";
import operationPage from "./en/operation-page.json";
import operations from "./en/operations.json";
import operationsList from "./en/operations-list.json";
import ownAccounts from "./en/own-accounts.json";
import people from "./en/people.json";
import permissions from "./en/permissions.json";
import policies from "./en/policies.json";
import portal from "./en/portal.json";
import proof from "./en/proof.json";
import reversal from "./en/reversal.json";
import revision from "./en/revision.json";
import shell from "./en/shell.json";
import signIn from "./en/sign-in.json";
import status from "./en/status.json";
import time from "./en/time.json";
import trial from "./en/trial.json";
import ui from "./en/ui.json";
import verification from "./en/verification.json";
import wallet from "./en/wallet.json";

/** Every text of the screens, by namespace; a namespace is a screen or a group of parts, one file each. */
export const messages = {
  account,
  apiKeys,
  apiRequests,
  approvals,
  approvalsDesk,
  audit,
  blocked,
  bulk,
  cashIn,
  cashOut,
  decisions,
  delegation,
  developers,
  floatForm,
  home,
  invitation,
  issuer,
  lowFloat,
  money,
  notices,
  operationForm,
  operationPage,
  operations,
  operationsList,
  ownAccounts,
  people,
  permissions,
  policies,
  portal,
  proof,
  reversal,
  revision,
  shell,
  signIn,
  status,
  time,
  trial,
  ui,
  verification,
  wallet,
};
