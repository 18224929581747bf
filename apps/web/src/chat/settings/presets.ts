// Settings under a name: a few that are useful anywhere, and a person's own, kept in this browser. A preset says nothing
// about the model: it is applied to the one that is chosen.
import { AnyJson, ChatSettings, check, decodeJson } from "@nomous/client";
import { recall, remember } from "../../browser-storage.ts";
import { changeSettings } from "./settings.ts";

export interface Preset {
  readonly name: string;
  readonly settings: ChatSettings;
}

export const BUILT_IN: readonly Preset[] = [
  { name: "Precise", settings: { temperature: 0, seed: 1 } },
  {
    name: "Code review",
    settings: {
      temperature: 0.2,
      system:
        "You review code. Name defects first, each with its place as path:line and what it would do at run time. " +
        "Then what is unclear. Do not praise, do not restate the code, and say so when you find nothing.",
    },
  },
  {
    name: "JSON extractor",
    settings: {
      temperature: 0,
      retrieval: false,
      system: "Extract what the schema asks for from the text. Leave out what the text does not say.",
      schema: JSON.stringify(
        {
          type: "object",
          properties: { items: { type: "array", items: { type: "string" } } },
          required: ["items"],
          additionalProperties: false,
        },
        undefined,
        2,
      ),
    },
  },
];

export const PRESET_NAME_LENGTH = 60;

/** `preset` on the model that is chosen in `settings`. */
export const applyPreset = (settings: ChatSettings, preset: Preset): ChatSettings =>
  changeSettings(preset.settings, { engine: settings.engine });

/** Those that this browser keeps, by name. */
export function readPresets(): readonly Preset[] {
  const kept = decodeJson(AnyJson, recall(localStorage, KEY) ?? "{}");
  if (typeof kept !== "object" || kept === null) return [];
  return Object.entries(kept).flatMap(([name, value]) => {
    const checked = check(ChatSettings, value);
    return checked.ok ? [{ name, settings: checked.value }] : [];
  });
}

/** Keeps the settings under `name`, in place of those that had it. */
export const keepPreset = (name: string, settings: ChatSettings): readonly Preset[] =>
  writePresets([
    ...readPresets().filter((preset) => preset.name !== name),
    { name, settings: changeSettings(settings, { engine: undefined }) },
  ]);

export const dropPreset = (name: string): readonly Preset[] =>
  writePresets(readPresets().filter((preset) => preset.name !== name));

function writePresets(presets: readonly Preset[]): readonly Preset[] {
  const sorted = presets.toSorted((a, b) => a.name.localeCompare(b.name));
  const kept = Object.fromEntries(sorted.map(({ name, settings }) => [name, settings]));
  remember(localStorage, KEY, sorted.length === 0 ? "" : JSON.stringify(kept));
  return sorted;
}

const KEY = "presets";
