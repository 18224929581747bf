// What a person does with the list of models: looks, adds, takes off, chooses.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { ModelInfo } from "@nomous/client";
import { apply } from "../bridge/apply.ts";
import { type Connected, connect } from "../bridge/connect.ts";
import { CliError } from "../cli-error.ts";
import { confirm } from "../confirm.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { printModels } from "../models/print-models.ts";
import { resolveModel } from "../models/resolve-model.ts";
import { sizeText } from "../size-text.ts";

/** Works with the bridge of the workspace, or with one of this command's own. */
export async function withBridge<T>(context: Context, work: (connected: Connected) => Promise<T>): Promise<T> {
  const connected = await connect(context);
  try {
    return await work(connected);
  } finally {
    await connected.close();
  }
}

const modelsOf = async ({ client }: Connected, refresh = false): Promise<readonly ModelInfo[]> =>
  (await client.ask("models.list", { refresh })).models;

/** The model that a person names. */
export const findModel = async (context: Context, connected: Connected, wanted: string): Promise<ModelInfo> =>
  resolveModel(await modelsOf(connected), wanted, context.cwd);

/** Prints all models, and how the next prompt is answered. */
export function listModels(context: Context, { refresh }: { readonly refresh?: boolean }): Promise<ExitCode> {
  const { console, json } = context;
  return withBridge(context, async ({ client }) => {
    const list = await client.ask("models.list", { refresh: refresh === true });
    if (json) console.print(JSON.stringify(list));
    else printModels(console, list);
    return EXIT.ok;
  });
}

export interface AddOptions {
  readonly keyVariable?: string;
}

/** Puts a file, a folder or a server on the machine's list. */
export function addModel(context: Context, what: string, { keyVariable }: AddOptions): Promise<ExitCode> {
  const { console, json, cwd } = context;
  const target = /^[a-z][a-z\d+.-]*:\/\//i.test(what) ? what : resolve(cwd, what);
  return withBridge(context, async (connected) => {
    const before = new Set((await modelsOf(connected)).filter(({ isAdded }) => isAdded).map(({ id }) => id));
    await apply(context, connected, "model.add", { target, ...(keyVariable !== undefined && { keyVariable }) });
    const added = (await modelsOf(connected)).filter(({ id, isAdded }) => isAdded && !before.has(id));
    if (json) {
      console.print(JSON.stringify({ added: target, models: added }));
      return EXIT.ok;
    }
    console.print(`Added ${target}${added.length === 0 ? "" : `: ${added.map(({ name }) => name).join(", ")}`}`);
    const [host] = added.flatMap(({ leavesTo }) => leavesTo ?? []);
    if (host !== undefined) console.note(`Text that these models answer leaves this machine: ${host}`);
    return EXIT.ok;
  });
}

export interface RemoveOptions {
  readonly yes?: boolean;
}

/** Takes an added model off the list, and deletes the file if Nomous fetched it. Whatever else there is belongs to somebody. */
export function removeModel(context: Context, wanted: string, { yes = false }: RemoveOptions): Promise<ExitCode> {
  const { console } = context;
  return withBridge(context, async (connected) => {
    const model = await findModel(context, connected, wanted);
    const files = model.owner === "nomous" ? filesOf(model) : [];
    if (files.length === 0 && !model.isAdded) throw ownedByOthers(model);
    const size = model.fileBytes === undefined ? "" : ` (${sizeText(model.fileBytes)})`;
    if (files.length > 0 && !(await confirm(`Delete ${files.join(", ")}${size}?`, yes))) return EXIT.interrupted;
    if (model.isAdded) await apply(context, connected, "model.remove", { model: model.id });
    if (files.length > 0) await apply(context, connected, "model.unload", { model: model.id });
    for (const file of files) rmSync(file);
    await modelsOf(connected, true);
    tell(context, model, files.length > 0 ? `Deleted ${files.join(", ")}` : `Took ${model.name} off the list`);
    if (files.length === 0 && model.path !== undefined) console.note(`The file stays: ${model.path}`);
    return EXIT.ok;
  });
}

/** A split model is several files: `name-00001-of-00003.gguf`. */
function filesOf({ path }: ModelInfo): readonly string[] {
  if (path === undefined || !existsSync(path)) return [];
  const [, name, count] = /^(.*)-\d{5}-of-(\d{5})\.gguf$/.exec(basename(path)) ?? [];
  if (name === undefined) return [path];
  return readdirSync(dirname(path))
    .filter((file) => file.startsWith(`${name}-`) && file.endsWith(`-of-${count}.gguf`))
    .map((file) => join(dirname(path), file));
}

function ownedByOthers({ name, source, owner, path, url }: ModelInfo): CliError {
  const place = path ?? url ?? source;
  return owner === "tool"
    ? new CliError(EXIT.refused, `${name} belongs to another program: ${source}, ${place}.`, "Remove it there.")
    : new CliError(
        EXIT.refused,
        `${name} is your own: ${source}, ${place}.`,
        "Nomous deletes only what it fetched itself.",
      );
}

/** Makes a model the one that answers where nobody asks for another; without a name the best that is found. */
export function useModel(context: Context, wanted: string | undefined): Promise<ExitCode> {
  return withBridge(context, async (connected) => {
    if (wanted === undefined) {
      await apply(context, connected, "model.use", { model: null });
      if (!context.json) context.console.print("The best model that is found answers from now on.");
      else context.console.print(JSON.stringify({ model: null }));
      return EXIT.ok;
    }
    const model = await findModel(context, connected, wanted);
    await apply(context, connected, "model.use", { model: model.id });
    tell(context, model, `${model.name} answers from now on, where nobody asks for another.`);
    return EXIT.ok;
  });
}

export function unloadModel(context: Context, wanted: string): Promise<ExitCode> {
  return onModel(context, wanted, "model.unload", ({ name }) => `${name} is out of memory.`);
}

export function forgiveModel(context: Context, wanted: string): Promise<ExitCode> {
  return onModel(context, wanted, "model.forgive", ({ name }) => `${name} may be chosen again.`);
}

function onModel(
  context: Context,
  wanted: string,
  command: "model.unload" | "model.forgive",
  words: (model: ModelInfo) => string,
): Promise<ExitCode> {
  return withBridge(context, async (connected) => {
    const model = await findModel(context, connected, wanted);
    await apply(context, connected, command, { model: model.id });
    tell(context, model, words(model));
    return EXIT.ok;
  });
}

function tell({ console, json }: Context, { id, name }: ModelInfo, words: string): void {
  console.print(json ? JSON.stringify({ model: id, name }) : words);
}
