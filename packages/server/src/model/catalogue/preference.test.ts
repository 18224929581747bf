import type { ModelInfo } from "@nomous/protocol";
import { expect, test } from "vitest";
import type { Entry } from "./entry.ts";
import { byPreference, toCandidates } from "./preference.ts";

const billions = (count: number): Partial<ModelInfo> => ({ parameters: count * 1e9 });

function file(name: string, info: Partial<ModelInfo> = {}, rest: Partial<Entry> = {}): Entry {
  return {
    info: {
      id: `llama/${name}`,
      name,
      source: "models/ of this workspace",
      runtime: "llama",
      kind: "chat",
      owner: "person",
      isAdded: false,
      canSee: false,
      state: "ready",
      isDefault: false,
      ...info,
    },
    isInstruct: true,
    obstacle: undefined,
    ...rest,
  };
}

const served = (name: string, info: Partial<ModelInfo> = {}): Entry =>
  file(name, { runtime: "server", source: "Ollama at 127.0.0.1:11434", ...info });

const TOO_LARGE = { obstacle: { reason: "needs 45.8 GB, 19.2 GB are free", remedy: "Choose a smaller one." } };
const namesOf = (entries: readonly Entry[]): readonly string[] => entries.map(({ info }) => info.name);

test("what is in memory comes first, then servers, then files that fit, the largest comfortable one before all larger ones", () => {
  const entries = [
    file("embedder", { kind: "embedding" }),
    served("far away", { leavesTo: "api.example.org" }),
    file("too large", billions(72), TOO_LARGE),
    file("base 8B", billions(8), { isInstruct: false }),
    file("32B", billions(32)),
    file("14B", billions(14)),
    file("1B", billions(1)),
    file("crashed 7B", { ...billions(7), state: "crashed" }, TOO_LARGE),
    file("9B", billions(9)),
    served("served"),
    served("served and loaded", { state: "loaded" }),
    file("loading", { state: "loading" }),
    file("loaded", { state: "loaded" }),
  ];
  const expected = [
    "loaded",
    "loading",
    "served and loaded",
    "served",
    "9B",
    "crashed 7B",
    "1B",
    "14B",
    "32B",
    "base 8B",
    "too large",
    "far away",
    "embedder",
  ];
  expect(namesOf(byPreference(entries))).toEqual(expected);
  expect(namesOf(byPreference(entries.toReversed()))).toEqual(expected);
});

test("every merit is half a sentence; what text leaves the machine for and what only embeds have none", () => {
  const candidates = toCandidates([
    file("loaded", { state: "loaded" }),
    file("loading", { state: "loading" }),
    file("file"),
    file("base", {}, { isInstruct: false }),
    served("served"),
    served("loaded there", { state: "loaded" }),
    served("far", { leavesTo: "api.example.org" }),
    file("embedder", { kind: "embedding" }, { obstacle: { reason: "makes vectors", remedy: "Choose another." } }),
  ]);
  const merits = candidates.map(({ merit }) => merit);
  expect(merits.slice(0, 6).every((merit) => /^because .+[^.]$/.test(merit ?? ""))).toBe(true);
  expect(merits.slice(6)).toEqual([undefined, undefined]);
  expect(candidates.find(({ name }) => name === "far")).toEqual({
    id: "llama/far",
    name: "far",
    kind: "model",
    leavesTo: "api.example.org",
  });
});

test("of hundreds that cannot answer only the first few are explained without being asked for; all keep their obstacle", () => {
  const broken = Array.from({ length: 300 }, (_, i) => file(`m${i}`, {}, TOO_LARGE));
  const candidates = toCandidates(byPreference([...broken, file("good")]));
  expect(candidates[0]).toMatchObject({ name: "good" });
  expect(candidates.filter(({ merit, obstacle }) => merit !== undefined && obstacle !== undefined)).toHaveLength(3);
  expect(candidates.filter(({ obstacle }) => obstacle !== undefined)).toHaveLength(300);
});
