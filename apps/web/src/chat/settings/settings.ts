// Settings as values: compared, changed, checked and told.
import { AnyJson, type ChatSettings, decodeJson, type PersonTurn, type Turn } from "@nomous/client";
import { countText } from "../../words/numbers.ts";

export type SettingName = keyof ChatSettings;
export type SettingsChange = { readonly [Name in SettingName]?: ChatSettings[Name] | undefined };

/** `settings` with `change`; what becomes `undefined` is left to the engine again. */
export function changeSettings(settings: ChatSettings, change: SettingsChange): ChatSettings {
  const entries = Object.entries({ ...settings, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

export const sameSettings = (a: ChatSettings, b: ChatSettings): boolean => keyOf(a) === keyOf(b);

const keyOf = (settings: ChatSettings): string =>
  JSON.stringify(Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** The turn that brought what holds at the end of `path`; `undefined` where nothing was ever set. */
export const settingsTurn = (path: readonly Turn[]): PersonTurn | undefined =>
  path.findLast((turn): turn is PersonTurn => turn.role === "person" && turn.settings !== undefined);

const LABELS = {
  engine: "model",
  system: "system text",
  temperature: "temperature",
  topP: "top-p",
  maxTokens: "tokens at most",
  seed: "seed",
  stop: "stop",
  schema: "JSON Schema",
  retrieval: "passages",
} as const satisfies Record<SettingName, string>;

const NAMES = Object.keys(LABELS) as readonly SettingName[];

export interface SettingRow {
  readonly name: SettingName;
  readonly label: string;
  readonly value: string;
}

/** What is set, as words; `nameOf` gives an engine's name. */
export const settingRows = (settings: ChatSettings, nameOf: (engine: string) => string): readonly SettingRow[] =>
  NAMES.flatMap((name) => {
    const value = valueText(settings, name, nameOf);
    return value === undefined ? [] : [{ name, label: LABELS[name], value }];
  });

function valueText(settings: ChatSettings, name: SettingName, nameOf: (engine: string) => string): string | undefined {
  const value = settings[name];
  if (value === undefined) return undefined;
  if (name === "engine") return nameOf(String(value));
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number") return name === "maxTokens" ? countText(value) : String(value);
  return typeof value === "string" ? value : stopText(value).split("\n").join(" · ");
}

/** Above this a value is not told in a line. */
const SHORT = 24;

/** One line of what is set besides the model: "temperature 0 · seed 7 · system text"; empty when nothing is. */
export const settingsText = (settings: ChatSettings): string =>
  settingRows(changeSettings(settings, { engine: undefined }), String)
    .map(({ label, value }) => (value.length > SHORT || value.includes("\n") ? label : `${label} ${value}`))
    .join(" · ");

/** Stop texts, one a line; `\n` stands for a line break, `\t` for a tab, `\\` for a backslash. */
export const stopText = (stop: readonly string[]): string =>
  stop.map((each) => each.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t")).join("\n");

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", "\\": "\\" };

/** The reverse of `stopText`. */
export const parseStop = (text: string): readonly string[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replaceAll(/\\([nt\\])/g, (_, key: string) => ESCAPES[key] ?? key));

/** Why these cannot be stop texts; `undefined` when they can. */
export function stopProblem(stop: readonly string[]): string | undefined {
  if (stop.length > 8) return `${stop.length} texts; 8 at most`;
  return stop.some((each) => each.length > 100) ? "A text is longer than 100 characters" : undefined;
}

/** Longest system text and schema. */
const TEXT_LENGTH = 8_000;

export const textProblem = (text: string): string | undefined =>
  text.length > TEXT_LENGTH ? `${countText(text.length)} characters; ${countText(TEXT_LENGTH)} at most` : undefined;

/** Why `text` is no JSON Schema; `undefined` when it is one as far as can be told here. */
export function schemaProblem(text: string): string | undefined {
  const tooLong = textProblem(text);
  if (tooLong !== undefined) return tooLong;
  const value = decodeJson(AnyJson, text);
  if (value === undefined) return "Not JSON yet";
  const isSchema = typeof value === "object" && value !== null && !Array.isArray(value);
  return isSchema ? undefined : 'A schema is an object, as in {"type": "object"}';
}
