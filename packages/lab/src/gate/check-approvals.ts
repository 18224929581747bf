// Whether what says that it is approved is. Rules can be set to weigh nothing, documents can be ignored, and a baseline accepts findings; an approval
// holds or does not, whatever the settings say of rules.
import { counted } from "@nomous/workbench";
import { type DocumentReviews, isThere, readAllReviews } from "../review/moved-approvals.ts";
import { CONFIG_FILE } from "../workspace/find-root.ts";
import { findingAt, type GateCheck, gateCheck, type GateFinding } from "./gate-report.ts";
import { type ApprovedDocument, type GatePlace, lookAt, type LookedAt } from "./looked-at.ts";

const RULE = "gate.approvals";

const REMEDY =
  "Approve them with `nomous status DOCUMENT STATE`, take the change back, or set the document back to review; a line that is no approval is restored from git.";

export async function checkApprovals(place: GatePlace, { approved }: LookedAt): Promise<GateCheck> {
  const all = await reviewsOf(place);
  const hidden = await hiddenDocuments(
    place,
    all.filter(({ approvals }) => approvals.length > 0).map(({ document }) => document),
  );
  const documents = [...approved, ...hidden].filter((one) => isOurs(place, one));
  const failing = documents.filter(({ standing }) => standing.status !== "valid");
  const damaged = all.flatMap(({ path, problems }) =>
    problems.map(({ line, message }) =>
      findingAt(path, line, { rule: RULE, severity: "error", message: `${message}.` }),
    ),
  );
  const held = documents.length - failing.length;
  return gateCheck({
    name: "approvals",
    summary: `${held} of ${counted(documents.length, "approved document")} ${held === 1 ? "holds" : "hold"}`,
    findings: [
      ...failing.map(({ status }) => status),
      ...documents.flatMap(linesThatCountForNothing),
      ...damaged,
      ...notes(place, documents),
    ],
    remedy: REMEDY,
  });
}

/** Review files of the documents that count. */
async function reviewsOf({ workbench, only }: GatePlace): Promise<readonly DocumentReviews[]> {
  const all = await readAllReviews(workbench.workspace);
  return only === null ? all : all.filter(({ document }) => only.has(document));
}

/** Where the team says who approves, documents of other tools have to be approved by them too. */
const isOurs = ({ workbench }: GatePlace, { isForeign, standing }: ApprovedDocument): boolean =>
  !isForeign || workbench.config.approvers !== null || standing.status !== "none" || standing.ignored.length > 0;

/** What was approved and is ignored since, or lies where nobody looks, is still called approved. */
async function hiddenDocuments(place: GatePlace, named: readonly string[]): Promise<readonly ApprovedDocument[]> {
  const { workbench, paths } = place;
  const listed = new Set(paths);
  const hidden: string[] = [];
  for (const path of named) if (!listed.has(path) && (await isThere(workbench.workspace, path))) hidden.push(path);
  return hidden.length === 0 ? [] : (await lookAt({ ...place, paths: hidden })).approved;
}

/** Somebody changed or copied a line that says it is signed: that is told even where enough others approved. */
const linesThatCountForNothing = ({ path, standing }: ApprovedDocument): GateFinding[] =>
  standing.ignored
    .filter(({ isForged }) => isForged || standing.status === "valid")
    .map(({ path: file, line, why, isForged }) =>
      findingAt(file, line, {
        rule: RULE,
        severity: isForged ? "error" : "note",
        message: `This does not count for ${path}: ${why}.`,
      }),
    );

/** What approvals here can show, once. */
function notes({ workbench }: GatePlace, documents: readonly ApprovedDocument[]): GateFinding[] {
  const { approvers } = workbench.config;
  if (documents.length === 0) return [];
  const unsigned = (approvers ?? []).filter(({ keys }) => keys.length === 0).map(({ name }) => name);
  const message =
    approvers === null
      ? "No approvers are named, so a line that somebody wrote by hand cannot be told from an approval."
      : `Without a key nobody can tell whether it was they who approved: ${unsigned.join(", ")}.`;
  return approvers === null || unsigned.length > 0
    ? [findingAt(CONFIG_FILE, 1, { rule: RULE, severity: "note", message })]
    : [];
}
