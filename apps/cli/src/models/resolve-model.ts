// Which model a person means: by its id or the beginning of it, its name, its file's name or path, or the beginning of one
// of the names, as long as it is the only one.
import { basename, resolve } from "node:path";
import type { ModelInfo } from "@nomous/protocol";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";

const SHORT_HASH = 8;

/** What `nomous models` shows of an id, and what may be typed instead of all of it. */
export function shortId({ id, runtime }: Pick<ModelInfo, "id" | "runtime">): string {
  const own = ownPart(id);
  return runtime === "llama" ? own.slice(0, SHORT_HASH) : own;
}

/** The id without the name of its runtime. */
const ownPart = (id: string): string => id.slice(id.indexOf("/") + 1);

/** The model that `wanted` names; paths count from `cwd`. Throws a `CliError` with suggestions. */
export function resolveModel(models: readonly ModelInfo[], wanted: string, cwd: string): ModelInfo {
  const path = resolve(cwd, wanted);
  const word = wanted.toLowerCase();
  for (const fits of [
    ({ id, path: own }: ModelInfo) => id === wanted || own === path,
    (model: ModelInfo) => namesOf(model).includes(word),
    (model: ModelInfo) => namesOf(model).some((name) => name.startsWith(word)),
  ]) {
    const found = models.filter(fits);
    const [first, second] = found;
    if (second !== undefined) throw ambiguous(wanted, found);
    if (first !== undefined) return first;
  }
  throw unknown(models, wanted);
}

const namesOf = (model: ModelInfo): readonly string[] =>
  [model.name, ownPart(model.id), ...(model.path === undefined ? [] : [basename(model.path)])].map((name) =>
    name.toLowerCase(),
  );

const ambiguous = (wanted: string, found: readonly ModelInfo[]): CliError =>
  new CliError(
    EXIT.usage,
    `${wanted} may be any of ${found.length} models.`,
    `Say which: ${found.map((model) => `${model.name} (${shortId(model)})`).join(", ")}`,
  );

function unknown(models: readonly ModelInfo[], wanted: string): CliError {
  const near = models.filter((model) => isNear(model, wanted.toLowerCase())).map(({ name }) => name);
  const remedy =
    near.length > 0
      ? `Did you mean ${near.slice(0, 3).join(", or ")}?`
      : "`nomous models` shows what is here; `nomous models add PATH` adds a file.";
  return new CliError(EXIT.refused, `There is no model ${wanted} here.`, remedy);
}

const MAX_TYPOS = 3;

function isNear(model: ModelInfo, word: string): boolean {
  const most = Math.min(MAX_TYPOS, Math.floor(word.length / 3));
  return namesOf(model).some((name) => name.includes(word) || typos(word, name) <= most);
}

/** Letters to change, leave out or put in so that the word becomes the beginning of the name. */
function typos(word: string, name: string): number {
  const letters = Array.from(name).slice(0, word.length + MAX_TYPOS);
  let row = [0, ...letters.map((_, column) => column + 1)];
  for (const [line, letter] of Array.from(word).entries()) {
    const next = [line + 1];
    for (const [column, other] of letters.entries()) {
      const change = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min((next[column] ?? 0) + 1, (row[column + 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return Math.min(...row);
}
