import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createSurvey } from "../check/survey.ts";
import { makeFolder } from "../folder-fixture.ts";
import { makePerson, type TestPerson } from "../review/approval-fixture.ts";
import { readReviews, reviewPathOf } from "../review/review-file.ts";
import { DeskError } from "./desk-error.ts";
import { moveDocument } from "./move-state.ts";
import { openDesk } from "./open-desk.ts";
import { planMove } from "./plan-move.ts";
import { signApproval, type Signer } from "./sign-approval.ts";
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

const ADA: Signer = { person: "Ada", key: null };
const as = (person: string): Signer => ({ person, key: null });

const keyOf = ({ key, sign }: TestPerson): Signer["key"] => ({
  publicKey: key,
  sign: (facts) => sign({ v: 1, type: "approval", ...facts }).signature ?? "",
});

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
  expect(moved).toMatchObject({ status: "changed", from: "draft", to: "approved", approval: { state: "approved" } });
  if (moved.status !== "changed") return;
  expect(moved.text).toBe(NOTE.replace("status: draft", "status: approved"));
  const approvalOf = async (text: string) =>
    (await createSurvey(desk.workbench)("notes/a.md", text)).surroundings.approval;
  expect(await approvalOf(moved.text)).toBe("none");
  if (moved.approval !== null) await signApproval(desk.workspace, moved.approval, ADA, now, { pause });
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

describe("with approvers", () => {
  const PEOPLE = "types: [note.yaml]\napprovers: [{name: Ada}, {name: Grace}, {name: Linus}]\napprovals: 2\n";

  async function approvalDesk(settings = PEOPLE) {
    const desk = await deskWith({ "nomous.yaml": settings });
    /** Moves a text for somebody, and signs what is to be signed. */
    const approve = async (text: string, signer: Signer, to = "approved") => {
      const input = await createSurvey(desk.workbench)("notes/a.md", text);
      const state = desk.workbench.types.find(({ name }) => name === "note")?.states.find(({ name }) => name === to);
      if (state === undefined) throw new Error("no such state");
      const planned = await planMove(desk.workbench, input, state, signer);
      if ("approval" in planned && planned.approval !== null)
        await signApproval(desk.workspace, planned.approval, signer, now, { pause });
      return planned;
    };
    return { ...desk, approve, [Symbol.asyncDispose]: () => desk[Symbol.asyncDispose]() };
  }

  test("the text moves when enough of them approved it, and each approval before says what is missing", async () => {
    await using desk = await approvalDesk();
    expect(await desk.approve(NOTE, as("Grace"))).toMatchObject({
      status: "recorded",
      words: "1 of 2 approvals; it stays Draft until Ada or Linus approves it too.",
    });
    // Who approves twice is one person, and leaves one line.
    expect(await desk.approve(NOTE, as("Grace"))).toMatchObject({ status: "recorded", approval: null, given: 1 });
    expect(await desk.approve(NOTE, as("Ada"))).toMatchObject({ status: "changed" });
    const { reviews } = await readReviews(desk.workspace, "notes/a.md");
    expect(reviews.map((one) => "hash" in one && [one.person, one.hash])).toEqual([
      ["Grace", expect.any(String)],
      ["Ada", (reviews[0] as { hash: string }).hash],
    ]);
  });

  test("an edit between two approvals makes them approvals of two texts", async () => {
    await using desk = await approvalDesk();
    await desk.approve(NOTE, as("Grace"));
    expect(await desk.approve(`${NOTE}\nMore.\n`, as("Ada"))).toMatchObject({ status: "recorded", given: 1 });
  });

  test("who may not approve is refused together with everything else, and may write down that enough others did", async () => {
    await using desk = await approvalDesk();
    const refused = await desk.approve(NOTE.replace("from 1", "from TBD"), as("Mallory"));
    expect(refused.status === "refused" && refused.reasons.map(({ rule }) => rule)).toEqual([
      "lifecycle.approver",
      "structure.placeholder",
    ]);
    expect(refused.status === "refused" && refused.reasons[0]?.message).toBe(
      "You are Mallory (git config user.name), who may not approve a note here. Ada, Grace or Linus may approve a note.",
    );
    for (const name of ["Ada", "Grace"]) await desk.approve(NOTE, as(name));
    expect(await desk.approve(NOTE, as("Mallory"))).toMatchObject({ status: "changed", approval: null });
  });

  test("who is listed with a key has to have it", async () => {
    const [ada, other] = [makePerson("Ada"), makePerson("Ada")];
    await using desk = await approvalDesk(`types: [note.yaml]\napprovers: [{name: Ada, key: "${ada.key}"}]\n`);
    const faultOf = async (key: Signer["key"]): Promise<string> => {
      const planned = await desk.approve(NOTE, { person: "Ada", key });
      return planned.status === "refused" ? (planned.reasons[0]?.message ?? "") : planned.status;
    };
    expect(await faultOf(null)).toContain("Run `nomous approver`");
    expect(await faultOf(keyOf(other))).toContain("is not the one that nomous.yaml has for Ada");
    expect(await faultOf(keyOf(ada))).toBe("changed");
  });

  test("a line of its reviews that nobody understands stands in the way: it may be a conflict", async () => {
    await using desk = await approvalDesk();
    await desk.folder.write(reviewPathOf("notes/a.md"), '{"v":1,"type":"conf');
    const refused = await desk.approve(NOTE, as("Ada"));
    expect(refused.status === "refused" && refused.reasons[0]?.message).toMatch(/jsonl:1: .*Mend the line/);
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
