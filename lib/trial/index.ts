export { askForWithdrawal } from "./ask-for-withdrawal";
export { mayLook } from "./may-look";
export { type BoardCustomer, type BoardPerson, type BoardSms, readTrialBoard, type TrialBoard } from "./read-board";
export { readTrialFile, type Trial, type TrialPerson, trialFilePath } from "./trial-file";
