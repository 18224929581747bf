/** What a script can rely on. Any other number is a bug. */
export const EXIT = {
  ok: 0,
  /** Something failed; the message says what. `doctor`: at least one check failed. `check`: something was found. */
  failure: 1,
  /** The command line was not understood. `check`: something could not be checked. */
  usage: 2,
  /** The bridge is away, or cannot start: workspace, database or port. */
  unavailable: 3,
  /** The bridge refused: not paired, or the command was rejected. `status`: something stands in the way. */
  refused: 4,
  /** The answer ended in an error or was interrupted by a restart; what was written so far is printed. */
  answerFailed: 5,
  /** Ctrl-C. */
  interrupted: 130,
  /** Whoever read the output has gone away. */
  outputClosed: 141,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
