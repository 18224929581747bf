import type { Citation, ClientId, ConversationId, TurnId } from "@nomous/protocol";
import { expect, test } from "vitest";
import { branchesOf } from "./branches.ts";
import type { ExportedAnswer, ExportedConversation, ExportedPrompt, ExportedTurn } from "./exported.ts";
import { markdownFileName, renderMarkdown } from "./render-markdown.ts";

const at = "2026-11-20T10:00:00.000Z";
const actor = { person: "Ada", client: "a".repeat(22) as ClientId };
const id = (n: number): TurnId => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}` as TurnId;

const prompt = (n: number, parent: number | null, text = `question ${n}`): ExportedPrompt => ({
  role: "person",
  id: id(n),
  parent: parent === null ? null : id(parent),
  at,
  actor,
  text,
  attachments: [],
});

const answer = (n: number, parent: number, more: Partial<ExportedAnswer> = {}): ExportedAnswer => ({
  role: "engine",
  id: id(n),
  parent: id(parent),
  at,
  actor,
  text: `answer ${n}`,
  end: "done",
  citations: [],
  turns: [],
  ...more,
});

const conversation = (turns: readonly ExportedTurn[], title = "Where is the port?"): ExportedConversation => ({
  id: "019a0000-0000-7000-8000-3f9c02a17b44" as ConversationId,
  title,
  createdAt: at,
  turns,
});

const ids = (turns: readonly ExportedTurn[]): number[] => turns.map((turn) => Number(turn.id.slice(-12)));

test("a conversation without branches is one line of turns", () => {
  const turns = [prompt(1, null), answer(2, 1), prompt(3, 2), answer(4, 3)];
  expect(branchesOf(turns).map((branch) => ids(branch.turns))).toEqual([[1, 2, 3, 4]]);
});

test("each turn is in exactly one branch, and a branch says after which turn it begins", () => {
  const turns = [
    prompt(1, null),
    answer(2, 1),
    prompt(3, 2),
    prompt(4, 2),
    answer(5, 4),
    answer(6, 3),
    prompt(7, null),
  ];
  const branches = branchesOf(turns);
  expect(branches.map((branch) => ids(branch.turns))).toEqual([[1, 2, 3, 6], [4, 5], [7]]);
  expect(branches.map((branch) => branch.after?.id)).toEqual([undefined, id(2), undefined]);
});

test("Markdown has one section for each branch and numbers the turns through", () => {
  const text = renderMarkdown(conversation([prompt(1, null), answer(2, 1), prompt(3, 2), prompt(4, 2)]));
  expect(text.match(/^##+ .*/gm)).toEqual([
    "## Branch 1",
    `### 1 · Ada · ${at}`,
    `### 2 · engine · ${at}`,
    `### 3 · Ada · ${at}`,
    "## Branch 2, after turn 2",
    `### 4 · Ada · ${at}`,
  ]);
});

test("a prompt cannot be taken for the document's own headings", () => {
  const text = renderMarkdown(conversation([prompt(1, null, "# not a heading\n\n## nor this")], "a\n# title"));
  expect(text).toContain("> # not a heading\n>\n> ## nor this\n");
  expect(text.match(/^# .*/gm)).toEqual(["# a # title"]);
});

test("citations are listed by their numbers, and an answer that ended early says so", () => {
  const citation: Citation = { n: 2, path: "src/a.ts", line: 3, endLine: 5, excerpt: "x" };
  const one = { ...citation, n: 1, path: "b.md", endLine: 3 };
  const cut = answer(2, 1, { citations: [citation, one], end: "error", error: "no memory" });
  const text = renderMarkdown(conversation([prompt(1, null), cut]));
  expect(text).toContain("* [1] `b.md:3`\n* [2] `src/a.ts:3-5`\n");
  expect(text).toContain("*Ended in an error: no memory*");
});

test("file names sort by day, hold letters of every script, and never leave their folder", () => {
  expect(markdownFileName(conversation([]))).toBe("2026-11-20-where-is-the-port-3f9c02a17b44.md");
  expect(markdownFileName(conversation([], "../../etc/passwd"))).toBe("2026-11-20-etc-passwd-3f9c02a17b44.md");
  expect(markdownFileName(conversation([], "Wo läuft 港口?"))).toMatch(
    /^2026-11-20-wo-la-?.?uft-港口-3f9c02a17b44\.md$/u,
  );
  expect(markdownFileName(conversation([], "…"))).toBe("2026-11-20-3f9c02a17b44.md");
  expect(markdownFileName(conversation([], "𝒳".repeat(200))).length).toBeLessThan(160);
});
