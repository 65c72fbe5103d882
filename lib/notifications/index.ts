export { claimEvents, type DueEvent } from "./claim-events";
export { invitationSms } from "./invitation-sms";
export { keyExpirySms } from "./key-expiry-sms";
export { markDelivered } from "./mark-delivered";
export { newDeviceSms } from "./new-device-sms";
export { type Payment, paymentSms } from "./payment-sms";
export { signInSms } from "./sign-in-sms";
export type { Sms, SmsProvider, SmsPurpose } from "./sms";
export { smsProvider } from "./sms-provider";
