import { SessionError } from "@nomous/lab/experiments";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";
import { explained } from "../workbench/open-workbench.ts";

/** What the lab says of a session, as an end of the command: what cannot begin is wrong usage, what breaks off has failed. */
export async function explainedRun<T>(work: Promise<T>): Promise<T> {
  try {
    return await explained(work);
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
    const isUsage = error.code === "command" || error.code === "ref" || error.code === "resume";
    throw new CliError(isUsage ? EXIT.usage : EXIT.failure, error.message, undefined, { cause: error });
  }
}
