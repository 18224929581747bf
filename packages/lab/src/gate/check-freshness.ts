// Whether what documents rest on is still what it was when somebody looked at it last. Approved documents are built from, so there it must hold; of the
// others it is told.
import { counted } from "@nomous/workbench";
import type { BoundTarget, DocumentFreshness } from "@nomous/workbench/staleness";
import { createLineIndex } from "@nomous/workbench/data";
import { readDocument } from "../document/read-document.ts";
import { openRepository } from "../git/repository.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { findingAt, type GateCheck, gateCheck, type GateFinding, notChecked } from "./gate-report.ts";
import type { GatePlace, LookedAt } from "./looked-at.ts";

const RULE = "gate.freshness";

/** `allowsStale`: it is told, and fails nothing. */
export async function checkFreshness(place: GatePlace, looked: LookedAt, allowsStale: boolean): Promise<GateCheck> {
  const { workbench, only, signal, onProgress } = place;
  if (only !== null) return notChecked("freshness", "left to CI: it needs the whole history", true);
  const { workspace } = workbench;
  const repository = await openRepository(workspace.root);
  if (repository.status === "none") return notChecked("freshness", "there is no git repository");
  if (repository.status === "empty") return notChecked("freshness", "nothing was committed yet");
  onProgress("Looking at what documents rest on");
  // It loads parsers of other languages, which a commit need not wait for.
  const { surveyFreshness } = await import("../staleness/survey-freshness.ts");
  const { documents, problems } = await surveyFreshness(workbench, signal === undefined ? {} : { signal });
  const approved = new Set(looked.documents.filter(({ stage }) => stage === "approved").map(({ path }) => path));
  // Every readme cites files that change; `nomous stale` tells of those too.
  const typed = new Set(looked.documents.filter(({ type }) => type !== null).map(({ path }) => path));
  const findings: GateFinding[] = [];
  for (const document of documents) {
    if (isFine(document)) continue;
    if (approved.has(document.path)) findings.push(...(await findingsOf(workspace, document, allowsStale)));
    else if (typed.has(document.path)) findings.push(noteOf(document));
  }
  const failing = documents.filter((one) => approved.has(one.path) && !isFine(one)).length;
  const ground = failing === 0 ? "none rests" : `${failing} ${failing === 1 ? "rests" : "rest"}`;
  return gateCheck({
    name: "freshness",
    summary: `${counted(approved.size, "approved document")}, ${ground} on something that changed`,
    findings,
    unchecked: problems,
    remedy:
      "Look at them again and say so with `nomous reviewed DOCUMENT`, or mend them; `nomous stale` tells what changed.",
  });
}

/** What nobody can tell is not held against a document: `nomous stale` says it. */
const isFine = ({ freshness }: { readonly freshness: DocumentFreshness["freshness"] }): boolean =>
  freshness === "fresh" || freshness === "unverifiable";

async function findingsOf(
  workspace: Workspace,
  { path, targets }: DocumentFreshness,
  allowsStale: boolean,
): Promise<GateFinding[]> {
  const lines = createLineIndex((await readDocument(workspace, path)).text);
  return targets
    .filter((target) => !isFine(target))
    .map((target) => {
      const severity = allowsStale ? "warning" : "error";
      const { line: endLine, column: endColumn } = lines.positionOf(target.to);
      return {
        ...findingAt(path, target.line, { rule: RULE, severity, message: messageOf(target) }),
        ...lines.positionOf(target.from),
        endLine,
        endColumn,
      };
    });
}

function messageOf({ target, freshness, cause }: BoundTarget): string {
  const between = cause?.path.slice(1, -1) ?? [];
  const way = between.length === 0 ? "" : `, by way of ${between.join(", ")}`;
  return `${target} is ${freshness === "broken" ? "broken" : "to be looked at again"}${way}: ${(cause?.text ?? "nobody can tell why").replace(/[.]$/, "")}.`;
}

function noteOf({ path, targets }: DocumentFreshness): GateFinding {
  const changed = targets.filter((target) => !isFine(target));
  const message = `${changed.length} of ${counted(targets.length, "thing")} that it rests on changed. \`nomous stale ${path}\` tells which.`;
  return findingAt(path, changed[0]?.line ?? 1, { rule: RULE, severity: "note", message });
}
