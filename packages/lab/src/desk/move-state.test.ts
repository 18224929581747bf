import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSurvey } from "../check/survey.ts";
import { makeFolder } from "../folder-fixture.ts";
import { DeskError } from "./desk-error.ts";
import { moveDocument } from "./move-state.ts";
import { openDesk } from "./open-desk.ts";
import { signApproval } from "./sign-approval.ts";
import { surveyWorkspace } from "./survey-workspace.ts";

const now = { date: "2026-11-28", iso: "2026-11-28T21:10:04+01:00" };
const pause = (): Promise<void> => Promise.resolve();
const TYPE = `
type: note
title: Note
purpose: Remember something.
folder: notes
metadata: front-matter
fields:
  - key: status
    required: true
    guidance: The state.
states:
  - { name: draft, label: Draft, stage: draft, next: [approved] }
  - { name: approved, label: Approved, stage: approved, next: [], approval: true }
parts:
  - heading: Summary
    guidance: Say it in one sentence.
`;
const NOTE =
  "---\nnomous: note\nstatus: draft\ndate: 2026-11-28\nauthor: Ada\n---\n\n# Cursors\n\n## Summary\n\nA cursor is one number, counted from 1.\n";

async function deskWith(files: Readonly<Record<string, string>>) {
  const folder = await makeFolder({ "nomous.yaml": "types: [note.yaml]\n", "note.yaml": TYPE, ...files });
  const workspace = { root: folder.root, name: "w" };
  const { workbench, problem } = await openDesk(workspace, now.date);
  expect(problem).toBeUndefined();
  const move = (path: string, text: string, state: string) => moveDocument(workbench, { path, text, state });
  return { folder, workspace, workbench, move, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

test("an approval moves a text that need not be in the file, and is signed for the text as it will be", async () => {
  await using desk = await deskWith({});
  const moved = await desk.move("notes/a.md", NOTE, "approved");
  expect(moved).toMatchObject({ status: "changed", from: "draft", to: "approved", needsSignature: true });
  if (moved.status !== "changed") return;
  expect(moved.text).toBe(NOTE.replace("status: draft", "status: approved"));
  const approvalOf = async (text: string) =>
    (await createSurvey(desk.workbench)("notes/a.md", text)).surroundings.approval;
  expect(await approvalOf(moved.text)).toBe("none");
  const approval = { path: "notes/a.md", state: { name: moved.to }, text: moved.text };
  await signApproval(desk.workspace, approval, now, { pause });
  expect([await approvalOf(moved.text), await approvalOf(`${moved.text}\nmore\n`)]).toEqual(["valid", "stale"]);
  expect(await readdir(join(desk.folder.root, ".nomous/reviews"))).toHaveLength(1);
  expect(await desk.move("notes/a.md", moved.text, "approved")).toEqual({ status: "unchanged" });
});

test("what stands in the way is told with its place in the text as it would be", async () => {
  await using desk = await deskWith({});
  const moved = await desk.move("notes/a.md", NOTE.replace(/## Summary[^]*/, ""), "approved");
  expect(moved).toMatchObject({ status: "refused", message: expect.stringContaining("Approved") as string });
  expect(moved.status === "refused" && moved.obstacles.length > 0).toBe(true);
  expect(await desk.move("notes/a.md", NOTE.replace("draft", "approved"), "draft")).toMatchObject({
    status: "refused",
    message: "It is Approved and cannot become Draft from there. It may become nothing else.",
    obstacles: [],
  });
});

test("a state that is misspelt, and a document of no type, are refused with what there is", async () => {
  await using desk = await deskWith({});
  await expect(desk.move("notes/a.md", NOTE, "aproved")).rejects.toMatchObject({
    message: 'A note has no state "aproved". Did you mean approved?',
    remedy: "There is: draft, approved.",
  });
  await expect(desk.move("a.md", "# A\n", "approved")).rejects.toBeInstanceOf(DeskError);
});

test("an editor is told what it asks of the workspace, but no secret and nothing large", async () => {
  await using desk = await deskWith({ "src/a.ts": "one\n", ".env": "KEY=1\n", "large.txt": "a".repeat(700_000) });
  const paths = ["src/a.ts", "src", "none.md", "../x", ".env", "large.txt"];
  const survey = await surveyWorkspace(desk.workspace, { path: "notes/a.md", text: NOTE, paths, commits: [] });
  expect(survey).toEqual({
    kinds: {
      "src/a.ts": "file",
      src: "folder",
      "none.md": "missing",
      "../x": "outside",
      ".env": "file",
      "large.txt": "file",
    },
    folders: { src: ["a.ts"] },
    texts: { "src/a.ts": "one\n" },
    commits: {},
    approval: "none",
  });
});
