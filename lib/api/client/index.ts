export { type Called, type Client, type ClientOptions, type Given, type OperationName, openClient } from "./client";
export type * from "./distributor-v1";
export { ApiRefusal, NoAnswer, type WrongField } from "./refusal";
