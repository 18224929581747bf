import type { ExitCode } from "./exit-codes.ts";

/** An end that a person can understand: `message` says what happened and where, `remedy` what to do. */
export class CliError extends Error {
  readonly exit: ExitCode;
  readonly remedy: string | undefined;
  constructor(exit: ExitCode, message: string, remedy?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CliError";
    this.exit = exit;
    this.remedy = remedy;
  }
}
