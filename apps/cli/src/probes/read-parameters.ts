// Parameters of a probe: what was given, by name, against what it knows. Nothing is guessed, and nothing that was given is left out.
import { nearestWord } from "@nomous/workbench/data";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";
import type { ProbeDescription, ProbeParameter } from "./probe.ts";

type Value = string | number | boolean;

/** As an experiment has them, or from the words of a command line. */
export type Given = Readonly<Record<string, Value>>;

/** `--url http://…`, `--url=http://…`; a flag may stand alone or before `true` and `false`. */
export function readWords(words: readonly string[]): Given {
  const given: Record<string, Value> = {};
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const [, name, inline] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) throw wrong(`"${word}" is no parameter: write each as --NAME VALUE.`);
    if (Object.hasOwn(given, name)) throw wrong(`--${name} is there twice: give it once.`);
    const next = words[at + 1];
    const isAlone = inline === undefined && (next === undefined || next.startsWith("--"));
    given[name] = isAlone ? true : (inline ?? next ?? "");
    if (inline === undefined && !isAlone) at += 1;
  }
  return given;
}

/** Every parameter of the probe with its value. Throws a `CliError` that says what to write instead. */
export function readParameters({ name, parameters }: ProbeDescription, given: Given): Given {
  const names = parameters.map((parameter) => parameter.name);
  for (const key of Object.keys(given)) {
    if (names.includes(key)) continue;
    const near = nearestWord(key, names);
    const meant =
      near === undefined ? `it has ${names.map((own) => `--${own}`).join(", ")}` : `did you mean --${near}?`;
    throw wrong(`The probe ${name} has no --${key}: ${meant}`);
  }
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, readValue(name, parameter, given)]));
}

function readValue(probe: string, parameter: ProbeParameter, given: Given): Value {
  const { name, kind, description } = parameter;
  const value = given[name] ?? parameter.default;
  if (value === null) throw wrong(`The probe ${probe} needs --${name}: ${description}.`);
  if (value === true && kind !== "flag") throw wrong(`--${name} has no value: ${description}.`);
  const { read, expected } = KINDS[kind](parameter);
  const fitting = read(String(value));
  if (fitting !== undefined) return fitting;
  throw wrong(`--${name} is ${JSON.stringify(value)}: it has to be ${expected}.`);
}

interface Kind {
  /** `undefined` when the text does not fit. */
  readonly read: (text: string) => Value | undefined;
  readonly expected: string;
}

const KINDS: Readonly<Record<ProbeParameter["kind"], (parameter: ProbeParameter) => Kind>> = {
  number: ({ least = 1 }) => ({
    read: (text) => (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= MOST ? Number(text) : undefined),
    expected: `a whole number from ${least} to ${MOST}`,
  }),
  flag: () => ({ read: (text) => ({ true: true, false: false })[text], expected: "true or false" }),
  choice: ({ choices = [] }) => ({
    read: (text) => choices.find((choice) => choice === text),
    expected: `one of ${choices.join(", ")}`,
  }),
  text: () => ({ read: (text) => text, expected: "text" }),
};

/** A year of milliseconds would fit; nobody means more. */
const MOST = 1_000_000_000;

const wrong = (message: string): CliError => new CliError(EXIT.usage, message);
