export { signInSms } from "./sign-in-sms";
export { type Sms, SmsError, type SmsProvider, type SmsPurpose } from "./sms";
export { smsProvider } from "./sms-provider";
