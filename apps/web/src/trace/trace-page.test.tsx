import type { Client } from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { documentId, overview } from "../library/document-fixture.ts";
import { answering, AWAY, HERE, WithDocuments } from "../library/library-fixture.tsx";
import { createOfflineClient, render } from "../web-fixture.tsx";
import type { ReadTrace } from "./trace-graph.ts";
import { TracePage } from "./trace-page.tsx";

let client: Client;
beforeEach(async () => {
  history.replaceState(null, "", "/trace?id=specs%2Fa.md");
  client = await createOfflineClient();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await client.close();
});

const COMMIT = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";
const place = (path: string, line = 1) => ({ path, line });
const TRACE: ReadTrace = {
  id: "specs/a.md",
  nodes: [
    {
      id: "research/q.md",
      kind: "research",
      title: "Why is it slow",
      state: "Complete",
      freshness: "fresh",
      place: place("research/q.md"),
    },
    {
      id: "specs/a.md",
      kind: "spec",
      title: "Batches",
      state: "Draft",
      freshness: "needs-review",
      place: place("specs/a.md"),
    },
    {
      id: "specs/a.md#T1",
      kind: "task",
      title: "T1 Cut slices",
      state: "done",
      freshness: null,
      place: place("specs/a.md", 40),
    },
    { id: COMMIT, kind: "commit", title: "Cut slices", state: "", freshness: null, place: null },
  ],
  edges: [
    { from: "research/q.md", to: "specs/a.md", why: "asks" },
    { from: "specs/a.md", to: "specs/a.md#T1", why: "does" },
    { from: "specs/a.md#T1", to: COMMIT, why: "verified by" },
  ],
  gaps: [
    {
      kind: "no-task",
      words: "No task serves G2.",
      place: { path: "specs/a.md", line: 20 },
    },
  ],
  leftOut: 0,
};
const list = { documents: [overview("specs/a.md", { document: documentId(1) })], unchecked: [] };

/** The page of a bridge that tells `trace`. */
async function shown(trace: ReadTrace, connection = HERE) {
  const told = answering(client, { list });
  const ask = told.ask.bind(told);
  Object.assign(told, {
    ask: async (name: "documents.list", ...rest: [Record<string, never>]) =>
      (name as string) === "trace.read" ? trace : ask(name, ...rest),
  });
  const all = await render(
    told,
    <WithDocuments>
      <TracePage />
    </WithDocuments>,
    connection,
  );
  await act(async () => undefined);
  return all;
}

const node = (page: Element, id: string) => page.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
const press = (element: Element | null, key: string): Promise<void> =>
  act(async () => void element?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })));
const click = (element: Element | null | undefined): Promise<void> =>
  act(async () => (element as HTMLElement | null)?.click());

test("what leads to what is drawn with its kind, its state and whether it still holds, and told as a table", async () => {
  const { page, remove } = await shown(TRACE);
  expect(node(page, "specs/a.md")?.textContent).toContain("BatchesspecDraftneeds review");
  expect(node(page, "specs/a.md")?.textContent).toContain("after Why is it slow: asks; before T1 Cut slices: does");
  expect([...page.querySelectorAll(".trace-sheet text")].map(({ textContent }) => textContent)).toEqual([
    "asks",
    "does",
  ]);
  expect([...page.querySelectorAll(".steps-table td")].map(({ textContent }) => textContent).slice(0, 3)).toEqual([
    "Why is it slow",
    "asks",
    "Batches",
  ]);
  remove();
});

test("arrows walk along the lines; who comes to a commit can copy its id", async () => {
  const { page, remove } = await shown(TRACE);
  expect(node(page, "specs/a.md")?.tabIndex).toBe(0);
  await act(async () => node(page, "specs/a.md")?.focus());
  await press(document.activeElement, "ArrowRight");
  await press(document.activeElement, "ArrowRight");
  expect(document.activeElement).toBe(node(page, COMMIT));
  expect(page.querySelector("[aria-label='Steps'] header")?.textContent).toContain("1a2b3c4d5e6f");
  await press(document.activeElement, "ArrowLeft");
  expect(document.activeElement).toBe(node(page, "specs/a.md#T1"));
  remove();
});

test("a thing opens where it stands, and a gap where it gapes", async () => {
  const { page, remove } = await shown(TRACE);
  await click(node(page, "specs/a.md#T1"));
  expect(`${location.pathname}${location.search}`).toBe(`/documents/${documentId(1)}?at=40:1`);
  await click([...page.querySelectorAll(".problem-list button")].find(({ textContent }) => textContent.includes("G2")));
  expect(location.search).toBe("?at=20:1");
  remove();
});

test("on a phone it is a list in which what follows stands further in", async () => {
  vi.spyOn(window, "matchMedia").mockImplementation(
    (query) =>
      ({
        matches: query.includes("719"),
        addEventListener: () => undefined,
        removeEventListener: () => undefined,
      }) as unknown as MediaQueryList,
  );
  const { page, remove } = await shown(TRACE);
  const rows = [...page.querySelectorAll<HTMLElement>(".trace-tree > li")];
  expect(rows.map(({ style }) => style.paddingInlineStart)).toEqual(["0", "16px", "32px", "48px"]);
  expect(rows[3]?.textContent).toContain("Copy id");
  remove();
});

test("what is not there is said, and an away bridge is no lack of documents", async () => {
  const nothing = { ...TRACE, id: null, nodes: [], edges: [], gaps: [] };
  const empty = await shown(nothing);
  expect(empty.page.textContent).toContain("Nothing in this workspace is called specs/a.md.");
  empty.remove();
  const away = await shown(TRACE, AWAY);
  expect(away.page.textContent).toContain("Bridge away.");
  away.remove();
});
