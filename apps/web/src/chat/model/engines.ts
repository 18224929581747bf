// What a prompt can ask to be answered by, and what is to be said of each: models by where they were found, then the
// engines without one.
import type { EngineInfo, ModelInfo, ModelList, RouteStep } from "@nomous/client";
import { modelStatus } from "../../models/model-words.ts";

/** One engine to choose. */
export interface EngineOption {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  /** "loaded", "crashed while it was loaded". */
  readonly state: string;
  /** Whether it would be refused as it is now. */
  readonly isObstructed: boolean;
  readonly leavesTo: string | undefined;
  readonly canSee: boolean;
}

const NO_MODEL = "Without a model";
const FOR_TESTS = "For tests";

/** All that can be chosen, models first, grouped by their source in the order of the list. */
export function engineOptions(list: ModelList | undefined, engines: readonly EngineInfo[]): readonly EngineOption[] {
  const models = (list?.models ?? []).filter(({ kind }) => kind === "chat");
  const sources = [...new Set(models.map(({ source }) => source))];
  const found = sources.flatMap((source) =>
    models.filter((model) => model.source === source).map((model) => optionOf(model, list?.memory.freeBytes)),
  );
  const plain = (kind: EngineInfo["kind"], group: string, state: string): EngineOption[] =>
    engines
      .filter((engine) => engine.kind === kind)
      .map(({ id, name }) => ({ id, name, group, state, isObstructed: false, leavesTo: undefined, canSee: false }));
  return [
    ...found,
    ...plain("search", NO_MODEL, "finds passages, writes nothing itself"),
    ...plain("scripted", FOR_TESTS, "writes what it is told"),
  ];
}

function optionOf(model: ModelInfo, freeBytes: number | undefined): EngineOption {
  const { id, name, source, leavesTo, canSee, state } = model;
  const { text, tone } = modelStatus(model, undefined, freeBytes);
  const canAnswer = state === "ready" || state === "loading" || state === "loaded";
  return { id, name, group: source, state: text, isObstructed: !canAnswer || tone === "warning", leavesTo, canSee };
}

export const leavesText = (host: string): string => `text leaves this machine: ${host}`;

/** What the bridge would take now, of the order in which it tries. */
export const takenStep = (chain: readonly RouteStep[] | undefined): RouteStep | undefined =>
  chain?.find(({ outcome }) => outcome === "taken");

/** Options whose name, source or state holds all words of `text`. */
export const findEngines = (options: readonly EngineOption[], text: string): readonly EngineOption[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter(({ name, group, state }) => {
    const hay = `${name} ${group} ${state}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
};
