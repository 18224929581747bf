import type { Client, FreshnessOverview } from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createOfflineClient, render, type } from "../web-fixture.tsx";
import { documentId, overview } from "./document-fixture.ts";
import { answering, AWAY, type Bridge, HERE, WithDocuments } from "./library-fixture.tsx";
import { LibraryPage } from "./library-page.tsx";
import { unsavedEdits } from "./use-unsaved.ts";

let client: Client;
beforeEach(async () => {
  history.replaceState(null, "", "/documents");
  localStorage.clear();
  client = await createOfflineClient();
  // Rows exist where there is room for them, and there is no layout here; nor are there popovers.
  Object.assign(HTMLElement.prototype, { hidePopover: () => undefined });
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(800);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await client.close();
});

const known = overview("specs/frames.md", { title: "Batched frames", document: documentId(1) });
const fresh = overview("docs/plans/roll-out.md", {
  title: "Roll out",
  type: "plan",
  problems: { error: 2, warning: 1, note: 0 },
  approval: "stale",
});
const list = { documents: [known, fresh], unchecked: [{ path: "specs/cut.md", message: "is not UTF-8." }] };

const shown = (bridge: Bridge, connection = HERE) =>
  render(
    answering(client, bridge),
    <WithDocuments>
      <LibraryPage />
    </WithDocuments>,
    connection,
  );

const rows = (page: Element): (string | undefined)[] =>
  [...page.querySelectorAll(".documents .open")].map(({ textContent }) => textContent);
const press = (element: Element | null | undefined, key: string): Promise<void> =>
  act(async () => void element?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })));
const click = (element: Element | null | undefined): Promise<void> =>
  act(async () => (element as HTMLElement | null | undefined)?.click());
const button = (page: Element, words: string): Element | undefined =>
  [...page.querySelectorAll("button")].find(({ textContent }) => textContent === words);

test("each document is a row with what is wrong with it and what comes next; what could not be read says why", async () => {
  const { page, remove } = await shown({ list });
  expect(rows(page)).toEqual(["Batched frames", "Roll out"]);
  const row = page.querySelectorAll(".document")[1]?.textContent;
  for (const words of ["docs/plans/roll-out.md", "plan", "3 of 12", "2 errors", "1 warning", "approved, edited since"])
    expect(row).toContain(words);
  expect(row).toContain("Write Goals (line 23)");
  expect(page.querySelector(".unchecked")?.textContent).toBe("1 file could not be readspecs/cut.md is not UTF-8.");
  remove();
});

test("words in the field narrow the list down, and stay in the address", async () => {
  const { page, remove } = await shown({ list });
  await type(page.querySelector("input[type=search]"), "roll");
  expect(rows(page)).toEqual(["Roll out"]);
  expect(location.search).toBe("?text=roll");
  await type(page.querySelector("input[type=search]"), "rolling");
  expect(page.textContent).toContain("No document with these words, type, state and freshness.");
  await type(page.querySelector("input[type=search]"), "");
  expect([rows(page).length, location.search]).toEqual([2, ""]);
  remove();
});

test("the arrows go from the field to the rows and between them", async () => {
  const { page, remove } = await shown({ list });
  await press(page.querySelector("input[type=search]"), "ArrowDown");
  expect(document.activeElement?.textContent).toBe("Batched frames");
  await press(document.activeElement, "ArrowDown");
  expect(document.activeElement?.textContent).toBe("Roll out");
  await press(document.activeElement, "ArrowUp");
  expect(document.activeElement?.textContent).toBe("Batched frames");
  remove();
});

test("a document that was opened before is a link; another one is opened first, which is seen until it is", async () => {
  const opened = Promise.withResolvers<unknown>();
  const bridge = answering(client, { list });
  const command = (name: string, args: unknown) => {
    expect([name, args]).toEqual(["document.open", { path: fresh.path }]);
    return { result: opened.promise };
  };
  const { page, remove } = await render(
    Object.assign(bridge, { command }),
    <WithDocuments>
      <LibraryPage />
    </WithDocuments>,
    HERE,
  );
  expect(page.querySelector(".open")?.getAttribute("href")).toBe(`/documents/${documentId(1)}`);
  await click(page.querySelectorAll(".open")[1]);
  expect(page.querySelectorAll(".document")[1]?.textContent).toContain("Opening");
  await act(async () => opened.resolve({ status: "applied", result: { document: documentId(2), path: fresh.path } }));
  expect(location.pathname).toBe(`/documents/${documentId(2)}`);
  remove();
});

test("a state that is refused names what stands in the way, and each of it leads to its place", async () => {
  const obstacle = {
    rule: "text.open",
    severity: "error",
    message: "Open text: TBD",
    from: 9,
    to: 12,
    line: 71,
    column: 24,
  };
  const details = { obstacles: [{ ...obstacle, from: 40, line: 80, column: 1 }, obstacle, { rule: "broken" }] };
  const error = { code: "conflict", message: "2 checks fail.", details } as const;
  const { page, remove } = await shown({ list, answer: () => ({ status: "rejected", error }) });
  await click(button(page, "Move to In Review (RFC)"));
  const dialog = page.querySelector("dialog");
  expect(dialog?.querySelector("header")?.textContent).toBe(
    "Not moved to In Review (RFC)Batched frames, 2 checks fail",
  );
  const lines = [...(dialog?.querySelectorAll(".obstacles button") ?? [])];
  expect(lines.map((line) => line.querySelector(".at")?.textContent)).toEqual(["71:24", "80:1"]);
  await click(lines[0]);
  expect(`${location.pathname}${location.search}`).toBe(`/documents/${documentId(1)}?at=71:24`);
  remove();
});

test("a list without documents, one that is away and one that failed say so in their place", async () => {
  const empty = await shown({});
  expect(empty.page.textContent).toContain("No documents yet.");
  empty.remove();
  const away = await shown({ list }, AWAY);
  expect(away.page.textContent).toContain("Bridge away. The documents appear when it is back.");
  away.remove();
  const failing = Object.assign(answering(client, {}), {
    ask: () => Promise.reject(new Error("nomous.yaml, line 3.")),
  });
  const failed = await render(
    failing,
    <WithDocuments>
      <LibraryPage />
    </WithDocuments>,
    HERE,
  );
  expect(failed.page.textContent).toContain("Could not read the documents: nomous.yaml, line 3.Read again");
  failed.remove();
});

const entry = (name: "document.edit" | "document.open", args: unknown) =>
  ({ id: "" as never, name, args, at: 0, isSent: false }) as const;

test("edits that wait are counted for their document, nothing else is", () => {
  const edits = [1, 2, 1].map((n) => entry("document.edit", { document: documentId(n) }));
  expect([...unsavedEdits([...edits, entry("document.open", { path: "a.md" })])]).toEqual([
    [documentId(1), 2],
    [documentId(2), 1],
  ]);
});

const rests = (path: string, freshness: FreshnessOverview["freshness"], words: string): FreshnessOverview => ({
  path,
  freshness,
  words,
  needsReview: freshness === "needs-review" ? 1 : 0,
  broken: 0,
});

test("a row tells whether what it rests on still holds, and why not; nothing is called fresh before somebody looked", async () => {
  const documents = [rests(known.path, "needs-review", "`resumeAt` was changed in 1a2b3c4 (Cut slices).")];
  const view = {
    data: { documents, unchecked: [] },
    at: 0,
    error: undefined,
    isLoading: false,
    again: () => undefined,
  };
  const freshness = { ...view, byPath: new Map(documents.map((one) => [one.path, one])) };
  history.replaceState(null, "", "/documents?rests=needs-review");
  const { page, remove } = await render(
    answering(client, { list }),
    <WithDocuments freshness={freshness}>
      <LibraryPage />
    </WithDocuments>,
    HERE,
  );
  expect(rows(page)).toEqual(["Batched frames"]);
  expect(page.querySelector(".document")?.textContent).toContain("needs review");
  expect(page.querySelector(".cause code")?.textContent).toBe("resumeAt");
  remove();
  history.replaceState(null, "", "/documents");
  const before = await shown({ list });
  expect(before.page.querySelector(".documents")?.textContent).not.toContain("fresh");
  before.remove();
});
