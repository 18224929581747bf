// One line at a time, and fast: a session of a thousand runs is read at a key of the editor, so the line is parsed without the places
// that `parseJson` keeps for people who write JSON by hand.
import { parse, type ParseError } from "jsonc-parser";
import { checkValue } from "../data/check-value.ts";
import { oneOf } from "../data/describe-schema.ts";
import type { EvidenceRecord } from "./evidence.ts";
import { RECORD_SCHEMAS } from "./record-schema.ts";

export type DecodedRecord =
  | { readonly ok: true; readonly record: EvidenceRecord }
  | { readonly ok: false; readonly message: string };

/** Reads one line of evidence; its seal is not looked at. */
export function decodeRecord(line: string): DecodedRecord {
  const value = parseLine(line);
  if (value === undefined) return { ok: false, message: "this is not JSON" };
  const type = nameIn(value, "type");
  const schema = Object.entries(RECORD_SCHEMAS).find(([name]) => name === type)?.[1];
  if (schema === undefined) return { ok: false, message: `type: expected ${oneOf(TYPES)}, found ${shown(type)}` };
  const checked = checkValue<EvidenceRecord>(schema, value);
  if (checked.ok) return { ok: true, record: checked.value };
  const [problem] = checked.problems;
  return { ok: false, message: `${problem?.path.join(".") ?? ""}: ${problem?.message ?? ""}` };
}

const shown = (type: unknown): string => (typeof type === "string" ? JSON.stringify(type) : "none");

const TYPES = Object.keys(RECORD_SCHEMAS);

/** The version that a first line says it has; null when it says none. */
export function versionIn(line: string): number | null {
  const version = nameIn(parseLine(line), "version");
  return typeof version === "number" ? version : null;
}

/** Undefined when it is no JSON. */
function parseLine(line: string): unknown {
  const errors: ParseError[] = [];
  try {
    const value: unknown = parse(line, errors, { disallowComments: true });
    return errors.length > 0 ? undefined : value;
  } catch (error) {
    // Nested so deep that the parser runs out of stack: nobody but an attacker wrote it.
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

const nameIn = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
