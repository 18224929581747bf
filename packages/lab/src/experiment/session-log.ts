// The lines of a session as they grow: on the disk first, then in memory, then for whoever follows.
import type { Evidence, EvidenceRecord } from "@nomous/workbench/experiments";
import type { EvidenceFile } from "../evidence/evidence-file.ts";
import type { SessionOptions } from "./session-options.ts";

type LaterRecord = Exclude<EvidenceRecord, { readonly type: "session" }>;

export interface SessionLog extends AsyncDisposable {
  readonly evidence: () => Evidence;
  readonly append: (record: LaterRecord) => Promise<void>;
}

export function createSessionLog(file: EvidenceFile, begun: Evidence, onLine: SessionOptions["onLine"]): SessionLog {
  let evidence = begun;
  return {
    evidence: () => evidence,
    async append(record) {
      const { line, seal } = await file.append(record);
      evidence = { ...withRecord(evidence, record), lines: evidence.lines + 1, seal };
      onLine?.(line, record);
    },
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  };
}

function withRecord(evidence: Evidence, record: LaterRecord): Evidence {
  if (record.type === "run") return { ...evidence, runs: [...evidence.runs, record] };
  if (record.type === "fault") return { ...evidence, faults: [...evidence.faults, record] };
  if (record.type === "resume") return { ...evidence, resumes: [...evidence.resumes, record], end: null };
  return { ...evidence, end: record };
}
