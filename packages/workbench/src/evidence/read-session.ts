// Sessions as they were read before: the editor asks at every key, and their files hardly ever change. A file is known by its path and
// its length, for a region is compared with the lines that it was made of while the file has grown.
import { analyse } from "../analysis/analyse.ts";
import type { SessionResults } from "../analysis/results.ts";
import { type DecodedEvidence, decodeEvidence } from "./decode-evidence.ts";
import type { Evidence } from "./evidence.ts";

/** Characters of all files together. */
const MOST = 20_000_000;

interface KeptSession {
  readonly text: string;
  readonly decoded: DecodedEvidence;
}

const kept = new Map<string, KeptSession>();
let size = 0;

/** The evidence in a file; one whose name is not that of its session is broken: names say which one is the newest, and charts are written beside it. */
export function readSession(path: string, text: string): DecodedEvidence {
  const key = `${path}:${text.length}`;
  const before = kept.get(key);
  if (before?.text === text) return before.decoded;
  forget(key);
  const decoded = named(decodeEvidence(text), path);
  kept.set(key, { text, decoded });
  size += text.length;
  for (const oldest of kept.keys()) {
    if (size <= MOST || oldest === key) break;
    forget(oldest);
  }
  return decoded;
}

function forget(key: string): void {
  size -= kept.get(key)?.text.length ?? 0;
  kept.delete(key);
}

function named(decoded: DecodedEvidence, path: string): DecodedEvidence {
  if (!decoded.ok) return decoded;
  const { session, protocol } = decoded.evidence.session;
  if (path.endsWith(`/${protocol.experiment.id}/${session}.jsonl`)) return decoded;
  const message = `it is the session ${session} of ${protocol.experiment.id}, which is not its name`;
  return { ok: false, isNewer: false, problems: [{ line: 1, message }] };
}

const analysed = new WeakMap<Evidence, SessionResults>();

/** The results of evidence, computed once. */
export function resultsOf(evidence: Evidence): SessionResults {
  const results = analysed.get(evidence) ?? analyse(evidence);
  analysed.set(evidence, results);
  return results;
}
