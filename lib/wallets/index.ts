export { cancelWithdrawal } from "./cancel-withdrawal";
export { createCustomer } from "./create-customer";
export { type Customer, findCustomers, findCustomersById } from "./find-customers";
export { findRecipient, type Recipient, type RecipientQuery } from "./find-recipient";
export { type CustomerFilters, countCustomers, type ListedCustomer, listCustomers } from "./list-customers";
export { listWithdrawals, type QueuePosition, type WaitingWithdrawal } from "./list-withdrawals";
export { type CustomerProfile, readCustomer } from "./read-customer";
export { type OwnWithdrawal, readWallet, type Wallet } from "./read-wallet";
export { requestWithdrawal, type WithdrawalWish } from "./request-withdrawal";
export { suspendCustomer } from "./suspend-customer";
export {
  fulfilWithdrawals,
  type NotTaken,
  returnWithdrawals,
  type TakenWithdrawal,
  type Taking,
  takeWithdrawals,
} from "./take-withdrawals";
