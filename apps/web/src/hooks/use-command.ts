// A command that a person waits for: what is under way, and why it could not be done.
import type { CommandArgs, CommandName, CommandResult, ErrorBody } from "@nomous/client";
import { useState } from "react";
import { errorText } from "../words/error.ts";
import { useClient } from "./use-client.ts";

export interface CommandRun {
  /** What is under way. */
  readonly running: CommandName | undefined;
  /** Why the last one was not done. */
  readonly error: string | undefined;
  /** The same with its details, where the bridge refused it. */
  readonly refusal: ErrorBody | undefined;
  /** Resolves with the result when it was done, else with `undefined`. */
  readonly run: <Name extends CommandName>(name: Name, args: CommandArgs<Name>) => Promise<CommandResult | undefined>;
  readonly forget: () => void;
}

interface Outcome {
  readonly error?: string;
  readonly refusal?: ErrorBody | undefined;
}

const NOTHING: Outcome = {};

export function useCommand(): CommandRun {
  const client = useClient();
  const [running, setRunning] = useState<CommandName>();
  const [{ error, refusal }, setOutcome] = useState<Outcome>(NOTHING);
  return {
    running,
    error,
    refusal,
    async run(name, args) {
      setRunning(name);
      setOutcome(NOTHING);
      try {
        const result = await client.command(name, args).result;
        if (result.status === "applied") return result;
        const error = result.error?.message ?? `The bridge refused it (${result.status}).`;
        setOutcome({ error, refusal: result.error });
      } catch (failure) {
        setOutcome({ error: errorText(failure) });
      } finally {
        setRunning(undefined);
      }
      return undefined;
    },
    forget: () => setOutcome(NOTHING),
  };
}
