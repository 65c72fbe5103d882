export { createCustomer } from "./create-customer";
export { type Customer, findCustomers, findCustomersById } from "./find-customers";
export { findRecipient, type Recipient, type RecipientQuery } from "./find-recipient";
export { listWithdrawals, type QueuePosition, type WaitingWithdrawal } from "./list-withdrawals";
export { requestWithdrawal, type WithdrawalWish } from "./request-withdrawal";
export {
  fulfilWithdrawals,
  type NotTaken,
  returnWithdrawals,
  type TakenWithdrawal,
  type Taking,
  takeWithdrawals,
} from "./take-withdrawals";
