// Reads a file of evidence: the seals of all lines first, then what each line says. One line that cannot be trusted makes a file that
// cannot be, so all such lines are told and nothing of it is used. That lines are missing at the end cannot be seen here: whoever refers
// to a state of the file names its number of lines.
import { decodeRecord, versionIn } from "./decode-record.ts";
import { FIRST_SEAL, sealOf } from "./encode-record.ts";
import { EVIDENCE_VERSION, type Evidence, type EvidenceRecord } from "./evidence.ts";

export interface EvidenceProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export type DecodedEvidence =
  | {
      readonly ok: true;
      readonly evidence: Evidence;
      /** Where a last line without line end begins, in UTF-16 units: its writing was cut off, and nothing of it is used. */
      readonly tornFrom: number | null;
    }
  | {
      readonly ok: false;
      /** Nothing is wrong but that this version cannot read it. */
      readonly isNewer: boolean;
      readonly problems: readonly EvidenceProblem[];
    };

/** Reads a session, or tells each line that is not as it was written. Lines may end in CRLF, as git can check them out. */
export function decodeEvidence(text: string): DecodedEvidence {
  const end = text.lastIndexOf("\n") + 1;
  const tail = text.slice(end);
  const lines = text.slice(0, end).split(/\r?\n/).slice(0, -1);
  const [first] = lines;
  if (first === undefined) return broken([{ line: 1, message: "there is no whole line: no session was begun" }]);
  const version = versionIn(first) ?? 0;
  if (version > EVIDENCE_VERSION)
    return { ok: false, isNewer: true, problems: [{ line: 1, message: tooNew(version) }] };

  const { seal, problems } = checkSeals(lines);
  // Lines are written whole, so one that goes on behind its seal was not cut off.
  if (GOES_ON.test(tail)) problems.push({ line: lines.length + 1, message: CHANGED });
  if (problems.length > 0) return broken(problems);
  const gathered = gatherRecords(lines);
  if (!gathered.ok) return broken(gathered.problems);
  const evidence = { ...gathered.records, lines: lines.length, seal };
  return { ok: true, evidence, tornFrom: tail === "" ? null : end };
}

const broken = (problems: readonly EvidenceProblem[]): DecodedEvidence => ({ ok: false, isNewer: false, problems });

const tooNew = (version: number): string =>
  `written by a newer version (evidence version ${version}, this one reads up to ${EVIDENCE_VERSION}): update nomous`;

const SEAL = /,"seal":"([0-9a-f]{64})"\}$/;
const GOES_ON = /,"seal":"[0-9a-f]{64}"(?:\}.|[^}])/s;
const CHANGED = "it is not as it was written, or lines before it were removed, added or moved";

/** A wrong line does not make those behind it wrong: they may follow the seal that it has or should have, or the line before it. */
function checkSeals(lines: readonly string[]): { readonly seal: string; readonly problems: EvidenceProblem[] } {
  const problems: EvidenceProblem[] = [];
  let seal = FIRST_SEAL;
  let before = [seal];
  for (const [i, line] of lines.entries()) {
    const said = SEAL.exec(line)?.[1] ?? "";
    const written = line.replace(SEAL, "}");
    if (before.some((one) => sealOf(one, written) === said)) {
      seal = said;
      before = [seal];
    } else {
      problems.push({ line: i + 1, message: CHANGED });
      before = [said, sealOf(seal, written), seal];
    }
  }
  return { seal, problems };
}

type GatheredRecords =
  | { readonly ok: true; readonly records: Omit<Evidence, "lines" | "seal"> }
  | { readonly ok: false; readonly problems: readonly EvidenceProblem[] };

function gatherRecords(lines: readonly string[]): GatheredRecords {
  const problems: EvidenceProblem[] = [];
  const records: EvidenceRecord[] = [];
  for (const [i, line] of lines.entries()) {
    const decoded = decodeRecord(line);
    const isInPlace = !decoded.ok || (decoded.record.type === "session") === (i === 0);
    if (!decoded.ok) problems.push({ line: i + 1, message: decoded.message });
    else if (!isInPlace)
      problems.push({ line: i + 1, message: "the session stands in the first line, and only there" });
    else records.push(decoded.record);
  }
  const [session, ...rest] = records;
  if (problems.length > 0 || session?.type !== "session") return { ok: false, problems };
  const ofType = <T extends EvidenceRecord["type"]>(type: T): Extract<EvidenceRecord, { type: T }>[] =>
    rest.filter((record): record is Extract<EvidenceRecord, { type: T }> => record.type === type);
  const last = rest.findLast(({ type }) => type === "end" || type === "resume");
  return {
    ok: true,
    records: {
      session,
      runs: ofType("run"),
      faults: ofType("fault"),
      resumes: ofType("resume"),
      end: last?.type === "end" ? last : null,
    },
  };
}
