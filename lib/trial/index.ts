export { readTrialFile, type Trial, trialFilePath } from "./trial-file";
