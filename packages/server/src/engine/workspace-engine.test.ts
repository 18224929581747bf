import type { Attachment, ConversationId, TurnId } from "@nomous/protocol";
import { describe, expect, test } from "vitest";
import { type Passage, type Retriever, WorkspaceError, type WorkspaceSource } from "../workspace/workspace-source.ts";
import { EngineError, type EnginePart, type EngineRequest, type PastTurn } from "./engine.ts";
import { createWorkspaceEngine } from "./workspace-engine.ts";

const FILES: Record<string, string> = {
  "docs/guide.md": "# Guide\n\nThe journal commits first.\nThen readers see it.\n",
  "src/journal.ts": "// top\nexport function commit(journal) {\n  return journal;\n}\n",
  "notes/fence.sh": "echo '```'\necho journal\n",
};

const passage = (path: string): Passage => ({ path, line: 1, endLine: 4, text: FILES[path] ?? "", score: 1 });

const workspace: Pick<WorkspaceSource, "read" | "status"> = {
  status: async () => ({
    files: { markdown: 2, source: 5, other: 1 },
    index: { state: "ready", done: 8, total: 8 },
    git: null,
  }),
  read: async (path, from, to) => {
    const text = FILES[path];
    if (text === undefined) throw new WorkspaceError("not-found", `${path} does not exist.`);
    const lines = text.split("\n");
    return { path, from, lines: lines.slice(from - 1, to), total: lines.length };
  },
};

interface Asked {
  readonly text: string;
  readonly found?: readonly Passage[];
  readonly past?: readonly PastTurn[];
  readonly attachments?: readonly Attachment[];
  readonly retriever?: Retriever;
}

async function ask({ text, found = [], past = [], attachments = [], retriever }: Asked): Promise<EnginePart[]> {
  const engine = createWorkspaceEngine({ retriever: retriever ?? { search: async () => found }, workspace });
  const request: EngineRequest = {
    conversation: "" as ConversationId,
    settings: {},
    messages: [{ role: "person", turn: "" as TurnId, text, attachments }],
    recall: async () => past,
  };
  const parts: EnginePart[] = [];
  for await (const part of engine.generate(request, new AbortController().signal)) parts.push(part);
  return parts;
}

const textOf = (parts: readonly EnginePart[]): string =>
  parts.map((part) => (part.type === "text" ? part.text : "")).join("");

describe("workspace search", () => {
  test("quotes passages with their places, source in a fence and prose as a quotation", async () => {
    const parts = await ask({
      text: "Where does the journal commit?",
      found: [passage("docs/guide.md"), passage("src/journal.ts"), passage("notes/fence.sh")],
    });
    expect(textOf(parts)).toBe(`## Search results: no model connected

[1] \`docs/guide.md:1-4\`

> # Guide
>
> The journal commits first.
> Then readers see it.

[2] \`src/journal.ts:1-4\`

\`\`\`ts
// top
export function commit(journal) {
  return journal;
}
\`\`\`

[3] \`notes/fence.sh:1-2\`

\`\`\`\`sh
echo '\`\`\`'
echo journal
\`\`\`\`

`);
    expect(parts.filter(({ type }) => type === "citation")).toEqual([
      { type: "citation", citation: { n: 1, path: "docs/guide.md", line: 1, endLine: 4, excerpt: "Guide" } },
      { type: "citation", citation: { n: 2, path: "src/journal.ts", line: 1, endLine: 4, excerpt: "// top" } },
      { type: "citation", citation: { n: 3, path: "notes/fence.sh", line: 1, endLine: 2, excerpt: "echo '```'" } },
    ]);
  });

  test("cites prose without its marks, source as it stands, and one line by its number alone", async () => {
    const lines = { "a.md": "---\n> - **Ports**: `7070`", "b.py": "# a comment", "c.txt": "one" };
    const found = Object.entries(lines).map(([path, text]) => ({ path, line: 4, endLine: 4, text, score: 1 }));
    const parts = await ask({ text: "ports", found });
    const excerpts = parts.flatMap((part) => (part.type === "citation" ? [part.citation.excerpt] : []));
    expect(excerpts).toEqual(["Ports: 7070", "# a comment", "one"]);
    const places = textOf(parts).match(/`\w\.\w+:[-\d]+`/g);
    expect(places).toEqual(["`a.md:4-5`", "`b.py:4`", "`c.txt:4`"]);
  });

  test("gives each citation before the mark that refers to it, and passage by passage", async () => {
    const parts = await ask({ text: "journal", found: [passage("docs/guide.md"), passage("src/journal.ts")] });
    expect(parts.map(({ type }) => type)).toEqual(["text", "citation", "text", "citation", "text"]);
  });

  test("shows of a long passage the dozen lines that fit best, with their numbers", async () => {
    const lines = Array.from({ length: 100 }, (_, i) => (i === 59 ? "the needle is here" : `filler ${i + 1}`));
    const long = { path: "a.txt", line: 11, endLine: 110, text: lines.join("\n"), score: 1 };
    const parts = await ask({ text: "needle", found: [long] });
    const citation = parts.find((part) => part.type === "citation")?.citation;
    expect(citation).toBeDefined();
    expect((citation?.endLine ?? 0) - (citation?.line ?? 0)).toBe(11);
    expect(citation?.line).toBeLessThanOrEqual(70);
    expect(citation?.endLine).toBeGreaterThanOrEqual(70);
    expect(textOf(parts)).toContain("> the needle is here");
  });

  test("lists what was said in earlier conversations apart, and cites it", async () => {
    const conversation = "c" as ConversationId;
    const past: PastTurn = {
      conversation,
      title: "Old `talk`",
      turn: "t" as TurnId,
      role: "person",
      excerpt: "journal?",
    };
    const parts = await ask({ text: "journal", past: [past] });
    expect(textOf(parts)).toContain("### Earlier conversations\n\n[1] In `` Old `talk` `` you asked:\n\n> journal?");
    expect(parts).toContainEqual({
      type: "turn-citation",
      citation: { n: 1, conversation, turn: "t", excerpt: "journal?" },
    });
  });

  test("says plainly when it finds nothing, and what was searched", async () => {
    const text = textOf(await ask({ text: "Where is the `flux` capacitor?" }));
    expect(text).toContain("Nothing found for `flux`, `capacitor`.");
    expect(text).toContain("8 Markdown, text and source files");
    expect(text).toContain("what git ignores");
  });

  test.each(["hi", "Hello there!", "thanks", "???", "  ", "how are you", "help"])(
    "answers %j with what it can do, and searches nothing",
    async (text) => {
      const retriever: Retriever = { search: () => Promise.reject(new Error("was asked")) };
      expect(textOf(await ask({ text, retriever }))).toContain("No model is connected");
    },
  );

  test("quotes the attached lines first, and leaves their file out of the rest", async () => {
    const parts = await ask({
      text: "what is journal here",
      attachments: [{ path: "src/journal.ts", lines: [2, 3] }],
      found: [passage("src/journal.ts"), passage("docs/guide.md")],
    });
    const citations = parts.flatMap((part) => (part.type === "citation" ? [part.citation] : []));
    expect(citations.map(({ path, line, endLine }) => `${path}:${line}-${endLine}`)).toEqual([
      "src/journal.ts:2-3",
      "docs/guide.md:1-4",
    ]);
  });

  test("says which attached file could not be read, and goes on", async () => {
    const text = textOf(
      await ask({ text: "journal", attachments: [{ path: "gone.md" }], found: [passage("docs/guide.md")] }),
    );
    expect(text).toContain("The attached file `gone.md` could not be read: gone.md does not exist.");
    expect(text).toContain("[1] `docs/guide.md:1-4`");
  });

  test("quotes the beginning of an attached file when nothing is asked of it", async () => {
    expect(textOf(await ask({ text: "hi", attachments: [{ path: "docs/guide.md" }] }))).toContain("> # Guide");
  });

  test("fails with the workspace's words when the folder cannot be searched", async () => {
    const retriever: Retriever = { search: () => Promise.reject(new WorkspaceError("unreadable", "No permission.")) };
    await expect(ask({ text: "journal", retriever })).rejects.toThrow(
      new EngineError("The folder could not be searched: No permission."),
    );
  });
});
