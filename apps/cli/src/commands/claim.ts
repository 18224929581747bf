// Numbers for prose: lists what can be said of a document's experiments, and binds one to its measurement in the text.
import process from "node:process";
import { isCancel, select } from "@clack/prompts";
import { changeDocument } from "@nomous/lab/documents";
import { fillFile } from "@nomous/lab/experiments";
import { bindClaim, claimChoices, type ClaimChoice } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { openExperiments } from "../experiment/open-experiments.ts";
import { explained } from "../workbench/open-workbench.ts";
import { tellKept } from "../workbench/tell-kept.ts";
import { waitingOf } from "../workbench/waiting.ts";

export interface ClaimOptions {
  /** `58` or `58:29`: where it is put; a number that stands there is bound instead. */
  readonly at?: string;
}

/** Without a key: what there is, and in a terminal which one. With `--at` it is written, else printed. */
export async function claim(
  context: Context,
  named: string,
  key: string | undefined,
  options: ClaimOptions,
): Promise<ExitCode> {
  const { document, experiments } = await openExperiments(context, named);
  const { path, workbench, checked } = document;
  const choices = claimChoices(
    checked.subject.surroundings,
    experiments.map(({ experiment }) => experiment),
  );
  if (choices.length === 0)
    throw new CliError(EXIT.usage, `${path} has no measured numbers yet.`, `Measure first: nomous run ${named}`);
  const chosen = key === undefined ? await choose(context, choices) : chosenBy(choices, key);
  if (chosen === null) return EXIT.interrupted;
  if (chosen === undefined) return list(context, choices);
  if (options.at === undefined) {
    context.console.print(context.json ? JSON.stringify(chosen) : chosen.words);
    return EXIT.ok;
  }
  const place = placeOf(options.at);
  const change = (text: string): string => {
    const bound = bindClaim(text, place, chosen);
    if (bound === null) throw new CliError(EXIT.usage, `${path} has no line ${place.line} that can hold a claim.`);
    return bound;
  };
  const { kept } = await explained(changeDocument(workbench.workspace, path, change, waitingOf(context)));
  tellKept(context, path, kept);
  await explained(fillFile(workbench, path, waitingOf(context)));
  context.console.note(`${path}:${options.at} is bound to ${chosen.key}. ${chosen.says}`);
  return EXIT.ok;
}

/** Undefined: only a list is wanted. Null: the person went away. */
async function choose(
  { console, json }: Context,
  choices: readonly ClaimChoice[],
): Promise<ClaimChoice | null | undefined> {
  if (json || !console.isTerminal || !process.stdin.isTTY) return undefined;
  const options = choices.map((choice) => ({ value: choice, label: choice.says, hint: choice.key }));
  const chosen = await select({ message: "Which number?", options });
  return isCancel(chosen) ? null : chosen;
}

function chosenBy(choices: readonly ClaimChoice[], key: string): ClaimChoice {
  const chosen = choices.find((choice) => choice.key === key || choice.key === `ev:${key}`);
  if (chosen !== undefined) return chosen;
  throw new CliError(EXIT.usage, `There is no number "${key}".`, "`nomous claim DOC` lists them.");
}

function list({ console, json }: Context, choices: readonly ClaimChoice[]): ExitCode {
  if (json) console.print(JSON.stringify(choices));
  const width = Math.max(...choices.map(({ key }) => key.length));
  if (!json) for (const { key, says } of choices) console.print(`${console.style("bold", key.padEnd(width))}  ${says}`);
  return EXIT.ok;
}

function placeOf(at: string): { readonly line: number; readonly column?: number } {
  const [, line, column] = /^([1-9]\d{0,6})(?::([1-9]\d{0,6}))?$/.exec(at) ?? [];
  if (line === undefined) throw new CliError(EXIT.usage, `"${at}" is no place.`, "Say --at LINE or --at LINE:COLUMN.");
  return { line: Number(line), ...(column !== undefined && { column: Number(column) }) };
}
