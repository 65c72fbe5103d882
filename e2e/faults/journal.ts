/** A request for an operation, as its client keeps it. Amounts in minor units. */
export type Submission = {
  readonly surface: "api" | "web";
  readonly key: string;
  readonly amount: number;
  /** Ids that it was answered with, `op_…`: exactly one, or none where it was refused. */
  readonly ids: Set<string>;
  refusal: string | null;
};

/** A person's decision on an operation (`op_…`), as their client keeps it. */
export type Decision = {
  readonly operation: string;
  readonly person: string;
  readonly decision: "approve" | "reject";
  /** What became of the operation; null for a decision that came too late. */
  status: string | null;
};

/** What the clients know: everything that was asked and what came of it. */
export class Journal {
  readonly submissions: Submission[] = [];
  readonly decisions: Decision[] = [];
  acknowledged = 0;
  approvals = 0;
  rejections = 0;
  /** First tries without an outcome, and what their retries found. */
  readonly unknown = {
    submissions: 0,
    foundDone: 0,
    doneNow: 0,
    onScreen: 0,
    refused: 0,
    decisions: 0,
    decidedBefore: 0,
    decidedNow: 0,
  };
  /** Clients that still wait for an outcome. */
  open = 0;
}
