// What `nomous new` is not told it asks, where somebody is there to answer: the type, the title, and what the document is about.
import process from "node:process";
import { isCancel, multiselect, select, text } from "@clack/prompts";
import type { Workbench } from "@nomous/lab/documents";
import type { DocumentType } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";

export interface Wanted {
  readonly named: string | undefined;
  readonly title: string;
  readonly scope: readonly string[];
  readonly category?: string;
}

export interface Asked {
  readonly type: string;
  readonly title: string;
  /** What the document is about; null when nobody said. */
  readonly scopes: readonly string[] | null;
  readonly category?: string;
}

/** Null when the person went away from a question. Without a terminal what is missing is wrong usage. */
export async function askForDocument(context: Context, workbench: Workbench, wanted: Wanted): Promise<Asked | null> {
  const isTerminal = !context.json && context.console.isTerminal && process.stdin.isTTY;
  const { named, title, scope, category } = wanted;
  if (!isTerminal) {
    const missing = named === undefined ? "the type" : title === "" ? "the title" : undefined;
    if (missing !== undefined)
      throw new CliError(
        EXIT.usage,
        `Say ${missing}: nomous new TYPE "Title".`,
        `TYPE is one of ${workbench.types.map(({ name }) => name).join(", ")}.`,
      );
    const scopes = scope.length > 0 ? scope : null;
    return { type: named ?? "", title, scopes, ...(category !== undefined && { category }) };
  }
  try {
    return await ask(workbench, wanted);
  } catch (error) {
    if (error instanceof LeftError) return null;
    throw error;
  }
}

class LeftError extends Error {}

/** The answer; Ctrl-C and Esc leave all questions. */
function answered<T>(answer: T): Exclude<T, symbol> {
  if (isCancel(answer)) throw new LeftError("left");
  return answer as Exclude<T, symbol>;
}

async function ask(workbench: Workbench, { named, title, scope, category }: Wanted): Promise<Asked> {
  const name = named ?? (await askType(workbench));
  const type = workbench.types.find((one) => one.name === name);
  const words = title === "" ? await askTitle() : title;
  const offered = (type?.scopes ?? []).filter((one) => !workbench.config.without.includes(one.name));
  const scopes = scope.length > 0 || offered.length === 0 ? scope : await askScopes(offered);
  const kind = category ?? (await askCategory(type?.fields.find(({ key }) => key === "category")?.choices ?? []));
  return { type: name, title: words, scopes, ...(kind !== undefined && { category: kind }) };
}

async function askType({ types }: Workbench): Promise<string> {
  const options = types.map(({ name, title, purpose }) => ({ value: name, label: title, hint: purpose }));
  return answered(await select({ message: "What do you begin?", options }));
}

const validate = (title: string | undefined): string | undefined =>
  (title ?? "").trim() === "" ? "A title names the document and its file." : undefined;

async function askTitle(): Promise<string> {
  return answered(await text({ message: "Its title?", validate }));
}

async function askScopes(scopes: DocumentType["scopes"]): Promise<readonly string[]> {
  const options = scopes.map(({ name, question }) => ({ value: name, label: name, hint: question }));
  const message = "What is it about? Space chooses, Enter goes on.";
  return answered(await multiselect({ message, options, required: false }));
}

async function askCategory(choices: readonly string[]): Promise<string | undefined> {
  if (choices.length === 0) return undefined;
  return answered(
    await select({ message: "Of which category?", options: choices.map((value) => ({ value, label: value })) }),
  );
}
