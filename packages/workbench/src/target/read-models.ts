// The models that a plan binds by the hash of their files, and the memory that it states or has measured for them.
import type { Measurements } from "../claim/measurements.ts";
import type { Claim } from "../claim/read-claims.ts";
import { quantitiesIn } from "../prose/quantity.ts";
import { canonicalUnit, worthOf } from "../prose/unit.ts";
import { columnsOf, type NamedRow, namedRows } from "../rule/named-rows.ts";
import { tablesIn } from "../rule/part-content.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import { waiverIn } from "../rule/task/waiver.ts";
import { isWithin } from "../text/span.ts";

/** Where an amount of memory is from. */
type MemorySource = "measured" | "stated" | "file";

export interface ModelMemory {
  readonly bytes: number;
  readonly source: MemorySource;
  /** Of the file alone; null where that was not asked for. */
  readonly fileBytes: number | null;
}

export interface BoundModel {
  readonly name: string;
  /** In lower case, perhaps not all of its 64 digits; null where none is given. */
  readonly hash: string | null;
  /** Null where nothing tells. */
  readonly memory: ModelMemory | null;
}

const COLUMNS = {
  model: ["model", "name", "models"],
  hash: ["hash", "sha256", "checksum", "digest"],
  memory: ["memory", "vram", "ram", "memory needed"],
  context: ["kv cache", "kv", "context memory", "kv context", "context"],
} as const;

export interface ModelFacts {
  readonly claims: readonly Claim[];
  readonly measurements: Measurements;
  /** Bytes of the file that has this hash; null where nobody knows. */
  readonly sizeOf: (hash: string) => number | null;
}

/** In the order of the text, of the tables of parts with the role "models". */
export const readModels = (subject: Subject, facts: ModelFacts): BoundModel[] =>
  partsOf(subject, "models").flatMap(({ content }) =>
    tablesIn(subject.markdown, content).flatMap((table) => {
      const columns = columnsOf(table, COLUMNS);
      return columns.has("model") ? namedRows(table, columns).flatMap((row) => modelOf(row, facts)) : [];
    }),
  );

/** Shorter ones are of commits, and stand for too many files. */
const HASH = /(?<![0-9a-z])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{12,64}(?![0-9a-z])/i;

function modelOf(row: NamedRow<keyof typeof COLUMNS>, facts: ModelFacts): BoundModel[] {
  const name = row.cell("model")?.text ?? "";
  if (name === "" || waiverIn(name) !== null) return [];
  const written = row.cells.map(({ text }) => text).join(" ");
  const hash = HASH.exec(row.cell("hash")?.text ?? written)?.[0].toLowerCase() ?? null;
  return [{ name, hash, memory: memoryOf(row, hash, facts) }];
}

function memoryOf(
  { cell }: NamedRow<keyof typeof COLUMNS>,
  hash: string | null,
  { claims, measurements, sizeOf }: ModelFacts,
): BoundModel["memory"] {
  const memory = cell("memory");
  const claim = memory && claims.find((one) => one.form === "bound" && isWithin(one, memory));
  const measured = claim?.key ? measurements.find(claim.key) : undefined;
  const context = bytesIn(cell("context")?.text ?? "") ?? 0;
  if (measured?.status === "measured") {
    const { worth, kind } = worthOf(canonicalUnit(measured.measured.unit));
    if (kind === "byte")
      return { bytes: measured.measured.number * worth + context, source: "measured", fileBytes: null };
  }
  const stated = bytesIn(memory?.text ?? "");
  if (stated !== null) return { bytes: stated + context, source: "stated", fileBytes: null };
  const size = hash === null ? null : sizeOf(hash);
  return size === null ? null : { bytes: size + context, source: "file", fileBytes: size };
}

/** `1.2 GB + 300 MB` is the sum; of a range the end counts. */
function bytesIn(text: string): number | null {
  const parts = text.split("+").flatMap((part) => {
    const sizes = quantitiesIn(part).filter(({ unit }) => worthOf(unit).kind === "byte");
    return sizes.length === 0
      ? []
      : [sizes.reduce((most, { value, unit }) => Math.max(most, value * worthOf(unit).worth), 0)];
  });
  return parts.length === 0 ? null : parts.reduce((sum, one) => sum + one, 0);
}
