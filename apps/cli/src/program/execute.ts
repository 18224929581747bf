import { InvalidArgumentError } from "commander";
import type { Context } from "../context.ts";
import type { ExitCode } from "../exit-codes.ts";

export type Run = (context: Context) => ExitCode | Promise<ExitCode>;

/** Runs a command that was understood, with what the options before it say. */
export type Execute = (run: Run) => Promise<void>;

/** A parser for an option that takes a number. */
export function numberFrom(least: number, most: number, { isWhole = false } = {}): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (text.trim() !== "" && number >= least && number <= most && (!isWhole || Number.isInteger(number)))
      return number;
    throw new InvalidArgumentError(`It is a${isWhole ? " whole" : ""} number from ${least} to ${most}.`);
  };
}

/** A parser for an option that may be given several times. */
export const oneMore = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];
