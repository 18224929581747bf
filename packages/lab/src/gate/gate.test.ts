import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openWorkbench } from "../check/open-workbench.ts";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { makeApprovalPlace, specText } from "../review/approval-fixture.ts";
import { reviewPathOf } from "../review/review-file.ts";
import { findingAt, gateCheck, gateOutcome, type GateReport, joinReports, notChecked } from "./gate-report.ts";
import { type OpenedGate, openGate, openStagedGate } from "./open-gate.ts";
import { type GateOptions, runGate } from "./run-gate.ts";

const TODAY = "2026-11-28";

const withoutKnown: GateOptions["withoutKnown"] = (documents) => Promise.resolve({ documents, known: 0 });

async function run(gate: OpenedGate): Promise<GateReport> {
  const { evidence } = gate;
  const options = { allowsStale: false, withoutKnown, ...(evidence !== undefined && { evidence }) };
  return runGate({ ...gate, onProgress: () => undefined }, options);
}

const errorsOf = (report: GateReport, name: string): string[] =>
  report
    .filter((check) => check.name === name)
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === "error")
    .map(({ path, line }) => `${path}:${line}`);

async function stagedErrors({ root }: FolderFixture, below = ""): Promise<string[]> {
  await using gate = await openStagedGate({ root: join(root, below), name: "w" }, TODAY, null);
  const report = await run(gate);
  return ["documents", "approvals"].flatMap((name) => errorsOf(report, name));
}

test("what is staged is what is looked at: content, files that are there, and settings, in a folder below too", async () => {
  await using folder = await makeFolder({
    "README.md": "# R\n",
    "packages/a/nomous.yaml": "rules: { link.target: error }\n",
    "packages/a/docs/a.md": "# A\n\n[b](b.md) [c](../src/c.ts) [gone](gone.md)\n",
    "packages/a/src/c.ts": "x\n",
  });
  folder.git(["init", "-q"]);
  folder.git(["add", "."]);
  // Before the first commit; what is mended in the folder alone is not mended.
  await folder.write("packages/a/docs/b.md", "# B\n");
  await folder.write("packages/a/docs/gone.md", "# Gone\n");
  expect(await stagedErrors(folder, "packages/a")).toEqual(["docs/a.md:3", "docs/a.md:3"]);
  folder.git(["add", "packages/a/docs/b.md", "packages/a/docs/gone.md"]);
  await rm(join(folder.root, "packages/a/docs/b.md"));
  await folder.write("packages/a/docs/a.md", "# A\n\n[lost](lost.md)\n");
  await folder.write("packages/a/nomous.yaml", "not: [settings\n");
  expect(await stagedErrors(folder, "packages/a")).toEqual([]);
  expect(await stagedErrors(folder)).toEqual([]);
});

test("the folder with what is staged is gone afterwards, also when its settings cannot be used", async () => {
  await using folder = await makeFolder({ "nomous.yaml": "approvers:\n" });
  folder.git(["init", "-q"]);
  folder.git(["add", "."]);
  const workspace = { root: folder.root, name: "w" };
  await expect(openStagedGate(workspace, TODAY, null)).rejects.toThrow("nomous.yaml:1:1");
  await folder.write("nomous.yaml", "rules: {}\n");
  folder.git(["add", "."]);
  const gate = await openStagedGate(workspace, TODAY, null);
  const { root } = gate.workbench.workspace;
  expect(existsSync(root)).toBe(true);
  await gate[Symbol.asyncDispose]();
  expect(existsSync(root)).toBe(false);
});

test("a commit that takes an approval away, or changes who may approve, answers for the document that it leaves", async () => {
  await using place = await makeApprovalPlace({ "nomous.yaml": "rules: {}\n", "specs/a.md": specText("Approved") });
  const { folder } = place;
  await place.write("specs/a.md", await place.lineFor("specs/a.md", "Ada"));
  folder.git(["init", "-q"]);
  folder.git(["add", "-f", "."]);
  folder.git(["commit", "-q", "-m", "Approved"]);
  const approvalsStaged = async (): Promise<string[]> =>
    (await stagedErrors(folder)).filter((one) => one === "specs/a.md:9" || one === "specs/a.md:8");
  expect(await approvalsStaged()).toEqual([]);
  folder.git(["rm", "-q", "--cached", reviewPathOf("specs/a.md")]);
  expect(await approvalsStaged()).toHaveLength(1);
  folder.git(["reset", "-q"]);
  await folder.write("nomous.yaml", "approvers: [{ name: Grace }]\n");
  expect(await approvalsStaged()).toEqual([]);
  folder.git(["add", "nomous.yaml"]);
  expect(await approvalsStaged()).toHaveLength(1);
});

test("documents of other tools count where a team says who approves, and only there", async () => {
  const headings = [
    "1. Executive Summary",
    "2. Context and Motivation",
    "3. Goals and Non-Goals",
    "4. Proposed Solution",
  ];
  const more = ["5. Detailed Design", "6. Alternatives Considered", "7. Cross-Cutting Concerns"];
  const body = [...headings, ...more].map((heading) => `## ${heading}\n\nText.\n`).join("\n");
  const foreign = `# R\n\n| Document Metadata | Details |\n| - | - |\n| Status | Approved |\n\n${body}`;
  await using place = await makeApprovalPlace({ "specs/a.md": foreign });
  const approvalsOf = async (): Promise<string[]> => {
    const workbench = await place.workbench();
    await using gate = openGate(workbench, ["specs/a.md"]);
    return errorsOf(await run(gate), "approvals");
  };
  expect(await approvalsOf()).toEqual([]);
  await place.folder.write("nomous.yaml", "approvers: [{ name: Ada }]\n");
  expect(await approvalsOf()).toEqual(["specs/a.md:5"]);
  await place.write("specs/a.md", await place.lineFor("specs/a.md", "Ada"));
  expect(await approvalsOf()).toEqual([]);
});

const error = findingAt("a.md", 3, { rule: "gate.tasks", severity: "error", message: "No." });
const holding = gateCheck({ name: "documents", summary: "no error in 1 document", findings: [], remedy: "" });
const failing = gateCheck({
  name: "documents",
  summary: "1 error in 1 document",
  findings: [error],
  remedy: "Mend it.",
});
const unread = { ...holding, unchecked: [{ path: "c.md", message: "no text" }] };
const unknown = notChecked("documents", "there is no git repository");

test.each([
  ["holds", [holding], "holds", "holds"],
  ["fails", [holding, failing], "fails", "fails"],
  ["has a file that nobody could read", [failing, unread], "unchecked", "unchecked"],
  ["was not made", [holding, unknown], "holds", "unchecked"],
  ["was left out on purpose", [notChecked("evidence", "none is staged", true)], "holds", "holds"],
] as const)("a gate with a check that %s", (_, report, atHome, inCi) => {
  expect([gateOutcome(report, false), gateOutcome(report, true)]).toEqual([atHome, inCi]);
});

test("several workspaces are one report, with the way to each place, and the worst of them counts", () => {
  const [joined] = joinReports([
    { prefix: "", report: [holding] },
    { prefix: "packages/a/", report: [failing] },
  ]);
  expect(joined).toMatchObject({
    status: "fails",
    summary: "no error in 1 document; packages/a/: 1 error in 1 document",
    findings: [{ path: "packages/a/a.md", line: 3 }],
    remedy: "Mend it.",
  });
});

test("a conflict is told where its lines stand by now, once for a document that was moved, and beside one that is gone", async () => {
  await using folder = await makeFolder({ "nomous.yaml": "rules: {}\n", "b.md": "# B\n\nMore.\n\nOne two.\n" });
  // `a.md` was moved to `b.md`, and `c.md` was removed.
  for (const [path, id] of [
    ["a.md", "1"],
    ["b.md", "1"],
    ["c.md", "2"],
  ] as const)
    await folder.write(reviewPathOf(path), conflictLine(path, id));
  const workbench = await openWorkbench({ root: folder.root, name: "w" }, TODAY);
  const report = await run(openGate(workbench, ["b.md"]));
  expect(errorsOf(report, "conflicts")).toEqual([`${reviewPathOf("c.md")}:1`, "b.md:5"].toSorted());
});

const CONFLICT = {
  v: 1,
  type: "conflict",
  status: "open",
  kind: "overlap",
  section: "B",
  line: 3,
  base: "One.\n",
  mine: "One two.\n",
  theirs: "",
  merged: "One two.\n",
  who: { mine: [], theirs: [] },
  at: "2025-11-24T16:00:00.000Z",
} as const;

const conflictLine = (document: string, id: string): string =>
  `${JSON.stringify({ ...CONFLICT, document, id })}\n${JSON.stringify({ type: "conflict", document, id: "x", status: "resolved" })}\n`;
