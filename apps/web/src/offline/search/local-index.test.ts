import type { ConversationId, DocumentId, TurnId } from "@nomous/client";
import { describe, expect, test } from "vitest";
import { type Hit, type IndexedText, LocalIndex } from "./local-index.ts";

const turn = (id: string, text: string, conversation = "c1", title = "About nothing"): IndexedText => ({
  kind: "turn",
  id: id as TurnId,
  conversation: conversation as ConversationId,
  title,
  text,
  at: 1,
});
const document = (id: string, text: string, title = id, path = `${id}.md`): IndexedText => ({
  kind: "document",
  id: id as DocumentId,
  path,
  title,
  text,
  at: 1,
});

function indexOf(...texts: readonly IndexedText[]): LocalIndex {
  const index = new LocalIndex();
  for (const text of texts) index.put(text);
  return index;
}

const keyOf = (hit: Hit): string =>
  hit.kind === "turn" ? hit.turn : hit.kind === "document" ? `${hit.document}:${hit.line}` : hit.conversation;
const found = (index: LocalIndex, text: string): string[] => index.find(text, 20).hits.map(keyOf);
const marked = (pieces: Hit["excerpt"]): string =>
  pieces.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join("");

describe("words", () => {
  test("all of them must be there, in any form and order", () => {
    const index = indexOf(turn("a", "The gateway resumes each stream."), turn("b", "A gateway that stops."));
    expect(found(index, "resumed gateways ")).toEqual(["a"]);
    expect(found(index, "gateway ").toSorted()).toEqual(["a", "b"]);
    expect(found(index, "gateway harbour ")).toEqual([]);
  });

  test("an identifier is found whole, by its parts, and in the other way of writing it", () => {
    const index = indexOf(turn("a", "See createHTTPServer in `src/http.ts`."), turn("b", "create a server"));
    for (const text of ["createHTTPServer ", "create_http_server ", "http server ", "createhttpserver "])
      expect([text, found(index, text)]).toEqual([text, ["a"]]);
  });

  test("the word that is being typed may be a beginning, even one that says nothing", () => {
    const index = indexOf(turn("a", "Node keeps the archive."), turn("b", "Nothing archived yet"));
    expect(found(index, "archive no").toSorted()).toEqual(["a", "b"]);
    expect(found(index, "archive nod")).toEqual(["a"]);
    expect(found(index, "nothin ")).toEqual([]);
  });

  test("what is spelt wrong is found when nothing is spelt so, and that is told", () => {
    const index = indexOf(turn("a", "The reconnection budget"));
    expect(index.find("reconection ", 5)).toMatchObject({ isAlike: true, total: 1 });
    expect(index.find("reconnection ", 5)).toMatchObject({ isAlike: false, total: 1 });
  });

  test("scripts without spaces and accents are found", () => {
    const index = indexOf(turn("a", "データベースを開く"), turn("b", "Le résumé du câble"));
    expect(found(index, "ベース")).toEqual(["a"]);
    expect(found(index, "resume cable")).toEqual(["b"]);
  });

  test("words that stand everywhere ask for nothing", () => {
    expect(indexOf(turn("a", "the and of")).find("the ", 5).hits).toEqual([]);
  });
});

describe("places", () => {
  const TEXT = "# Frames\n\nBatches of four.\n\n## Risks\n\nOn a slow line\nthe timer fires often.\n";

  test("a document leads to the line and column of what was found", () => {
    const index = indexOf(document("d", TEXT));
    expect(index.find("timer ", 5).hits).toMatchObject([{ kind: "document", path: "d.md", line: 8, column: 5 }]);
  });

  test("words of different sections are not found together", () => {
    expect(found(indexOf(document("d", TEXT)), "batches timer ")).toEqual([]);
  });

  test("title and path find a document once, a title its conversation once", () => {
    const index = indexOf(
      document("d", TEXT, "Transport today", "specs/line3.md"),
      turn("a", "one", "c1", "Flush timer"),
      turn("b", "two", "c1", "Flush timer"),
    );
    expect(found(index, "transport ")).toEqual(["d:1"]);
    expect(found(index, "line3 ")).toEqual(["d:1"]);
    expect(found(index, "flush ")).toEqual(["c1"]);
  });

  test("what was found is marked, in one line, without the marks of Markdown", () => {
    const [hit] = indexOf(turn("a", `${"Before it. ".repeat(20)}\n\n- **The timer**\n- fires at 8 ms`)).find(
      "timers",
      5,
    ).hits;
    expect(marked(hit?.excerpt ?? [])).toBe("…The [timer] fires at 8 ms");
  });

  test("one long talk does not push everything else out", () => {
    const many = Array.from({ length: 40 }, (_, i) => turn(`t${i}`, "timer timer timer", "long"));
    const hits = found(indexOf(...many, turn("x", "a timer", "short")), "timer ");
    expect(hits).toContain("x");
    expect(hits.filter((id) => id.startsWith("t"))).toHaveLength(3);
  });
});

describe("what changes", () => {
  test("a text takes the place of the one before, under its new title too", () => {
    const index = indexOf(turn("a", "old words", "c1", "Before"), document("d", "# Old\n\nharbour\n"));
    index.put(turn("a", "new words", "c1", "After"));
    index.put(document("d", "# New\n\ntown\n"));
    expect(["old ", "before ", "harbour "].map((text) => found(index, text))).toEqual([[], [], []]);
    expect([found(index, "after "), found(index, "town ")]).toEqual([["c1"], ["d:3"]]);
    expect(index.size).toEqual({ turns: 1, conversations: 1, documents: 1 });
  });

  test("what was removed is not found, nor counted", () => {
    const index = indexOf(turn("a", "harbour", "c1", "Harbour"), turn("b", "harbour", "c2"), document("d", "harbour"));
    index.remove("c1" as ConversationId);
    index.remove("d" as DocumentId);
    expect(found(index, "harbour ")).toEqual(["b"]);
    expect(index.size).toEqual({ turns: 1, conversations: 1, documents: 0 });
  });

  test("conversations that are hidden now are not looked into", () => {
    const index = indexOf(turn("a", "harbour", "c1", "Harbour"), turn("b", "harbour", "c2"));
    expect(index.find("harbour ", 5, new Set(["c1"])).hits.map(keyOf)).toEqual(["b"]);
  });
});

const name = (n: number): string => String(n).replaceAll(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "");

const report = (n: number, version: string): string =>
  `# Report ${name(n)}\n\nCommon words about the line.\n\n## Detail\n\nThe valve of z${version}${name(n)}q opens.\n`;

test("in 1,000 documents each is found by the words that only it has, also after half of them were written anew", () => {
  const index = new LocalIndex();
  for (let n = 0; n < 1_000; n += 1) index.put(document(`d${n}`, report(n, "x")));
  for (let n = 0; n < 1_000; n += 2) index.put(document(`d${n}`, report(n, "y")));
  expect(index.size.documents).toBe(1_000);
  for (let n = 0; n < 1_000; n += 1) {
    const [now, before] = n % 2 === 0 ? ["y", "x"] : ["x", "y"];
    expect(found(index, `valve z${now}${name(n)}q `)).toEqual([`d${n}:7`]);
    if (n % 50 > 0) continue;
    const { total, isAlike } = index.find(`z${before}${name(n)}q `, 5);
    expect(total === 0 || isAlike).toBe(true);
  }
  expect(index.find("common line ", 10)).toMatchObject({ total: 1_000 });
});
