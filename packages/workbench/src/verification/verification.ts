// Whether a task is as done as its plan says. A line of the plan's reviews keeps what somebody saw, and the hash of what the task asked for then: a
// task that is rewritten asks for something else, so what was seen shows nothing of it.

/** `outdated`: it passed or failed, and then the task or its Verify was rewritten. */
export type VerificationStanding = "passed" | "failed" | "outdated";

/** What counts of a line. */
export interface Verification {
  /** The id of the task. */
  readonly task: string;
  /** What the task asked for: see `taskHash`. */
  readonly hash: string;
  readonly outcome: "passed" | "failed";
}
