import { expect, test } from "vitest";
import { openWorkbench } from "../check/open-workbench.ts";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { namesIn } from "./named-commits.ts";
import { traceWorkspace } from "./trace-workspace.ts";

const PLAN = "docs/plans/2026-11-28-batch-frames.md";
const FILES = {
  "nomous.yaml": "{}\n",
  "specs/2026-11-20-frames.md":
    "---\nnomous: spec\nstatus: approved\n---\n# Frames\n\n## 3. Goals\n\n- [ ] G1: One write for four tokens\n",
  [PLAN]:
    "---\nnomous: plan\n---\n# Build it\n\n## Overview\n\n- **Primary objectives:**\n  - O1: One write for four tokens\n\n## Implementation Steps\n\n| ID | Task | Verify |\n|-|-|-|\n| T1 | Collect four frames (O1) | `npm test` |\n| T2 | Count them (O1) | `npm test` |\n\n## Sources\n\n- [Frames](../../specs/2026-11-20-frames.md)\n",
  "README.md": "# Read me\n",
};

const tracedIn = async ({ root }: FolderFixture, signal = new AbortController().signal) =>
  traceWorkspace(await openWorkbench({ root, name: "w" }, "2026-11-28"), {
    signal,
    freshness: new Map([[PLAN, "fresh"]]),
  });

const committed = (folder: FolderFixture, ...messages: readonly string[]): void => {
  for (const message of messages) folder.git(["commit", "-q", "--allow-empty", "-m", message]);
};

test("commits lead from what their trailers and messages name; what names nothing that is there is left out", async () => {
  await using folder = await makeFolder(FILES);
  folder.git(["init", "-q"]);
  folder.git(["add", "."]);
  committed(
    folder,
    "The beginning",
    "Collect frames\n\nNomous-Task: docs/plans/2026-11-28-batch-frames.md#T1",
    "Collect more\n\nNomous-Task: batch-frames#T1, 2026-11-28-batch-frames#t2",
    "Write of specs/2026-11-20-frames.md",
    "Mend 2026-11-28-batch-frames.md#T9, which is none of its tasks",
    "Close owner/name#12 and other#T1",
  );
  const { graph, unread } = await tracedIn(folder);
  const titles = new Map(graph.nodes.map(({ id, title }) => [id, title]));
  const made = graph.edges
    .filter(({ why }) => why === "made in")
    .map(({ from, to }) => `${from}: ${titles.get(to) ?? ""}`);
  expect(made.toSorted()).toEqual([
    `${PLAN}#T1: Collect frames`,
    `${PLAN}#T1: Collect more`,
    `${PLAN}#T2: Collect more`,
    `${PLAN}: Mend 2026-11-28-batch-frames.md#T9, which is none of its tasks`,
    "specs/2026-11-20-frames.md: Write of specs/2026-11-20-frames.md",
  ]);
  expect(graph.nodes.filter(({ kind }) => kind === "commit")).toHaveLength(4);
  expect(unread).toEqual([]);
});

test("without git the thread ends at the tasks, and documents of no type are no part of it", async () => {
  await using folder = await makeFolder(FILES);
  const { graph, gaps } = await tracedIn(folder);
  expect(graph.nodes.map(({ id, freshness }) => [id, freshness])).toEqual([
    [PLAN, "fresh"],
    ["specs/2026-11-20-frames.md", null],
    [`${PLAN}#O1`, null],
    ["specs/2026-11-20-frames.md#G1", null],
    [`${PLAN}#T1`, null],
    [`${PLAN}#T2`, null],
  ]);
  expect(gaps).toEqual([]);
});

test("what cannot be read is told, and the rest stands without it", async () => {
  await using folder = await makeFolder({ ...FILES, "docs/plans/broken.md": new Uint8Array([0, 1, 2]) });
  const { graph, unread } = await tracedIn(folder);
  expect(unread).toMatchObject([{ path: "docs/plans/broken.md" }]);
  expect(graph.nodes).toHaveLength(6);
});

test("who does not want it any more need not wait for it", async () => {
  await using folder = await makeFolder(FILES);
  await expect(tracedIn(folder, AbortSignal.abort(new Error("away")))).rejects.toThrow("away");
});

test.each([
  ["Nomous-Task: docs/plans/a.md#T1", ["docs/plans/a.md#T1"]],
  ["nomous-task: a#T1 b#T2.1", ["a#T1", "b#T2.1"]],
  ["Build it (a#T1), as docs/plans/a.md says.", ["a#T1", "docs/plans/a.md"]],
  ["Fix #12, owner/name#12 and https://example.org/a.html#T1", []],
  ["", []],
])("a message may name tasks: %s", (message, names) => expect(namesIn(message)).toEqual(names));
