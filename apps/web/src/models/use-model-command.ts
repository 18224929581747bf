// What is done to a model, and why it could not be done.
import type { CommandArgs, CommandName } from "@nomous/client";
import { useState } from "react";
import { useClient } from "../hooks/use-client.ts";
import { errorText } from "../words/error.ts";

type ModelCommand = Extract<CommandName, `model.${string}`>;

export interface ModelCommands {
  /** What is under way. */
  readonly running: ModelCommand | undefined;
  readonly error: string | undefined;
  /** Resolves with whether it was done. */
  readonly run: <Name extends ModelCommand>(name: Name, args: CommandArgs<Name>) => Promise<boolean>;
}

export function useModelCommand(): ModelCommands {
  const client = useClient();
  const [running, setRunning] = useState<ModelCommand>();
  const [error, setError] = useState<string>();
  return {
    running,
    error,
    async run(name, args) {
      setRunning(name);
      setError(undefined);
      try {
        const { status, error: refusal } = await client.command(name, args).result;
        if (status === "applied") return true;
        setError(refusal?.message ?? `The bridge refused it (${status}).`);
      } catch (failure) {
        setError(errorText(failure));
      } finally {
        setRunning(undefined);
      }
      return false;
    },
  };
}
