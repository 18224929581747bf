// The list of models as a person reads it: a table, what is wrong, and how the next prompt is answered.
import type { ModelInfo, ModelList, RouteStep } from "@nomous/protocol";
import type { Console } from "../console.ts";
import { sizeText } from "../size-text.ts";
import { withoutControls } from "../without-controls.ts";
import { shortId } from "./resolve-model.ts";

export function printModels(console: Console, list: ModelList): void {
  const { models, memory, gpus, problems } = list;
  if (models.length === 0) printGuide(console, list);
  else printTable(console, models, memory.freeBytes);
  for (const model of models) printTrouble(console, model);
  console.print("");
  console.print(`Memory: ${sizeText(memory.freeBytes)} free of ${sizeText(memory.totalBytes)}`);
  for (const { name, freeBytes, totalBytes } of gpus)
    console.print(`GPU:    ${sizeText(freeBytes)} free of ${sizeText(totalBytes)}, ${withoutControls(name)}`);
  printChain(console, list.chain);
  if (problems.length === 0) return;
  console.print("");
  console.print("Could not be read:");
  for (const problem of problems) console.print(`  ${withoutControls(problem)}`);
}

const HEADINGS = ["", "NAME", "ID", "SIZE", "QUANT", "CONTEXT", "NEEDS", "STATE", "FOUND IN"];
const NAME_WIDTH = 44;

function printTable(console: Console, models: readonly ModelInfo[], freeBytes: number): void {
  const rows = models.map((model) => cellsOf(model).map(withoutControls));
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  console.print(console.style("dim", line(HEADINGS)));
  for (const [index, row] of rows.entries()) {
    const model = models[index];
    console.print(model !== undefined && cannotRun(model, freeBytes) ? console.style("yellow", line(row)) : line(row));
  }
}

const cellsOf = (model: ModelInfo): readonly string[] => [
  model.isDefault ? "*" : " ",
  model.name.length > NAME_WIDTH ? `${model.name.slice(0, NAME_WIDTH - 1)}…` : model.name,
  shortId(model),
  model.fileBytes === undefined ? "" : sizeText(model.fileBytes),
  model.quantisation ?? "",
  model.contextTokens === undefined ? "" : tokensText(model.contextTokens),
  model.memory === undefined ? "" : sizeText(neededBytes(model.memory)),
  model.kind === "embedding" ? `${model.state}, embedding` : model.state,
  model.source,
];

/** `32k`: contexts are powers of two. */
const tokensText = (tokens: number): string => (tokens < 1_024 ? String(tokens) : `${Math.round(tokens / 1_024)}k`);

const neededBytes = ({ weightsBytes, contextBytes, overheadBytes }: NonNullable<ModelInfo["memory"]>): number =>
  weightsBytes + contextBytes + overheadBytes;

const cannotRun = ({ state, memory }: ModelInfo, freeBytes: number): boolean =>
  ["crashed", "unusable", "away"].includes(state) ||
  (state !== "loaded" && memory !== undefined && neededBytes(memory) > freeBytes);

function printTrouble(console: Console, { name, why, remedy, leavesTo }: ModelInfo): void {
  const notes = [
    why === undefined ? undefined : [why, remedy].filter((part) => part !== undefined).join(" "),
    leavesTo === undefined ? undefined : `text leaves this machine: ${leavesTo}`,
  ].filter((note) => note !== undefined);
  for (const note of notes) console.print(`  ${withoutControls(`${name}: ${note}`)}`);
}

const MARKS = { taken: "→", later: " ", refused: "×" } as const;

function printChain(console: Console, chain: readonly RouteStep[]): void {
  console.print("");
  console.print("The next prompt is answered by the first that can:");
  for (const { name, outcome, reason, remedy } of chain) {
    const line = withoutControls(`  ${MARKS[outcome]} ${name}${outcome === "refused" ? " " : ", "}${reason}`);
    console.print(outcome === "taken" ? console.style("green", line) : line);
    if (remedy !== undefined) console.print(`      ${withoutControls(remedy)}`);
  }
}

/** For a person who has none. */
function printGuide(console: Console, { searched }: ModelList): void {
  console.print("No model is connected. Nomous answers with passages of your files until there is one:");
  console.print("");
  console.print("  nomous models add PATH    a GGUF file or a folder of them that you have already");
  console.print("  nomous models pull URL    fetches one; a 3B model at Q4_K_M is about 2 GB, a 7B one about 5 GB");
  console.print("  nomous models add URL     a server that speaks the OpenAI API");
  console.print("");
  console.print("Ollama, LM Studio and llama-server on this machine are found by themselves when they run.");
  if (searched.length === 0) return;
  console.print("");
  console.print("Looked in:");
  for (const { source, place } of searched) console.print(console.style("dim", `  ${source}: ${place}`));
}
