// Whether edits that met are decided between, in every document, whatever its type and whatever the settings say of rules.
import { openConflictPlace, openConflictWords, shortConflictId } from "@nomous/workbench";
import { createLineIndex } from "@nomous/workbench/data";
import { openConflict } from "../review/conflict-record.ts";
import { findConflicts, type FoundConflict } from "../review/find-conflicts.ts";
import { readAllReviews } from "../review/moved-approvals.ts";
import { findingAt, type GateCheck, gateCheck, type GateFinding } from "./gate-report.ts";
import type { GatePlace } from "./looked-at.ts";

export async function checkConflicts({ workbench: { workspace }, disk, only }: GatePlace): Promise<GateCheck> {
  const all = await findConflicts(workspace, await readAllReviews(workspace));
  const open = all.filter(({ isOpen, document }) => isOpen && (only === null || only.has(document)));
  return gateCheck({
    name: "conflicts",
    summary: open.length === 0 ? "none is open" : `${open.length} ${open.length === 1 ? "is" : "are"} open`,
    findings: open.map((one) => findingOf(one, disk.textOf(one.document))),
    remedy:
      "Decide between the edits where they met, in the browser or with `nomous conflicts`, and commit the line that says so.",
  });
}

function findingOf(one: FoundConflict, text: string | undefined): GateFinding {
  const { document, path, line: at } = one;
  const conflict = openConflict(one, path);
  const rule = { rule: "gate.conflicts", severity: "error" } as const;
  if (one.isGone) {
    const message = `Edits of ${document} met that nobody has decided between, and it is gone. If it was moved, decide where it is now: \`nomous conflicts resolve DOCUMENT ${shortConflictId(conflict.id)} --keep merged|mine|theirs\`. If it was removed, remove these lines.`;
    return findingAt(path, at, { ...rule, message });
  }
  const lines = createLineIndex(text ?? "");
  const place = openConflictPlace(text ?? "", conflict, lines);
  const line = place === null ? Math.max(1, conflict.line ?? 1) : lines.positionOf(place.from).line;
  return findingAt(document, line, { ...rule, message: openConflictWords(conflict, document) });
}
