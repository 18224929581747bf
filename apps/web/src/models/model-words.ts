// A model in words and numbers: what it needs, how it would run, and what happened to it.
import type { ModelCrash, ModelInfo, ModelRun } from "@nomous/client";
import { countText, plural, sizeText } from "../words/numbers.ts";
import type { GlyphName, Tone } from "../ui/glyph.tsx";

/** Bytes of memory that it needs by our estimate; `undefined` where nobody can tell. */
export const neededBytes = ({ memory }: Pick<ModelInfo, "memory">): number | undefined =>
  memory && memory.weightsBytes + memory.contextBytes + memory.overheadBytes;

/** "needs 5.4 GB (estimate), 4.9 GB are free"; `undefined` when it fits, is in memory already, or nobody can tell. */
function memoryLack(model: ModelInfo, freeBytes: number | undefined): string | undefined {
  const needed = neededBytes(model);
  if (needed === undefined || freeBytes === undefined || model.state !== "ready" || needed <= freeBytes)
    return undefined;
  return `needs ${sizeText(needed)} (estimate), ${sizeText(freeBytes)} are free`;
}

const DURING: Record<ModelCrash["during"], string> = {
  load: "while it was loaded",
  prefill: "while it read a prompt",
  decode: "while it wrote",
  embedding: "while it made vectors",
  idle: "while it was idle",
};

export const crashText = ({ during, count }: Pick<ModelCrash, "during" | "count">): string =>
  `crashed ${DURING[during]}${count < 2 ? "" : `, ${plural(count, "time")} in a row`}`;

export interface ModelStatus {
  readonly glyph: GlyphName;
  readonly tone?: Tone;
  readonly text: string;
}

/** How it runs now, or would. */
export function modelStatus(model: ModelInfo, run: ModelRun | undefined, freeBytes: number | undefined): ModelStatus {
  if (run?.state === "loading")
    return { glyph: "arc", tone: "accent", text: `loading, ${Math.floor(run.progress * 100)} %` };
  if (run?.state === "unloading")
    return { glyph: "arc", tone: "accent", text: "unloading when its answers are written" };
  if (run !== undefined) return { glyph: "check", tone: "ok", text: `loaded, ${run.where}` };
  const lack = memoryLack(model, freeBytes);
  if (lack !== undefined) return { glyph: "warning", tone: "warning", text: lack };
  switch (model.state) {
    case "crashed":
      return { glyph: "error", tone: "error", text: model.crash === undefined ? "crashed" : crashText(model.crash) };
    case "unusable":
      return { glyph: "error", tone: "error", text: model.why ?? "cannot be used" };
    case "away":
      return { glyph: "away", text: model.why ?? "its server does not answer" };
    case "loaded":
      return { glyph: "check", tone: "ok", text: model.runtime === "server" ? "loaded by its server" : "loaded" };
    case "loading":
    case "ready":
      break;
  }
  const would = model.runtime === "server" ? "its server runs it" : "loads on first use";
  return { glyph: "ring", text: model.kind === "embedding" ? `for vectors, ${would}` : would };
}

/** "llama · 7.6 B parameters · Q4_K_M · 32,768 tokens of context" */
export function modelFacts({ architecture, parameters, quantisation, contextTokens, canSee }: ModelInfo): string {
  const facts = [
    architecture,
    parameters === undefined ? undefined : `${parametersText(parameters)} parameters`,
    quantisation,
    contextTokens === undefined ? undefined : `${countText(contextTokens)} tokens of context`,
    canSee ? "sees images" : undefined,
  ];
  return facts.filter(Boolean).join(" · ");
}

/** 28 M · 1.5 B · 70 B */
function parametersText(count: number): string {
  if (count < 1_000_000) return countText(count);
  const [value, unit] = count < 1_000_000_000 ? [count / 1_000_000, "M"] : [count / 1_000_000_000, "B"];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** Gigabytes without their unit, for columns under a heading that has it. */
export function gigabytes(bytes: number | undefined): string {
  if (bytes === undefined) return "";
  if (bytes < 5_000_000) return "< 0.01";
  return (bytes / 1_000_000_000).toFixed(bytes < 10_000_000_000 ? 2 : 1);
}
