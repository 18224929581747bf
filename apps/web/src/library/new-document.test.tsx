import type { Client, QueryResult } from "@nomous/client";
import { BUILT_IN_TYPES } from "@nomous/workbench";
import { act, useState } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DocumentPreset } from "../shell/use-shell.ts";
import { createOfflineClient, render, type } from "../web-fixture.tsx";
import { documentId, overview } from "./document-fixture.ts";
import { answering, AWAY, type Bridge, HERE, WithDocuments } from "./library-fixture.tsx";
import { NewDocumentDialog } from "./new-document-dialog.tsx";
import { argsOf, fieldOf } from "./new-document.ts";

let client: Client;
beforeEach(async () => {
  history.replaceState(null, "", "/");
  client = await createOfflineClient();
});
afterEach(() => client.close());

const settings: QueryResult<"workbench.settings"> = {
  types: [...BUILT_IN_TYPES],
  rules: {},
  without: ["gpu"],
  today: "2026-11-28",
};
const spike = overview("docs/spikes/a.md", { title: "Frame batching", type: "spike" });
const nothing = (): void => undefined;

const shown = (bridge: Omit<Bridge, "settings">, preset: DocumentPreset = {}, connection = HERE) =>
  render(
    answering(client, { settings, ...bridge }),
    <WithDocuments>
      <NewDocumentDialog preset={preset} onClose={nothing} />
    </WithDocuments>,
    connection,
  );
const click = (element: Element | null | undefined): Promise<void> =>
  act(async () => (element as HTMLElement | null | undefined)?.click());

test("what was chosen is what is asked for, and the new document opens", async () => {
  const asked: unknown[] = [];
  const answer = (name: string, args: unknown) => {
    asked.push([name, args]);
    return { result: { document: documentId(3), path: "docs/spikes/b.md" } };
  };
  const { page, remove } = await shown({ answer }, { type: "spike" });
  await type(page.querySelector("input.field"), " Frames ");
  const box = (name: string): Element | null | undefined =>
    [...page.querySelectorAll("label")].find(({ textContent }) => textContent.endsWith(name))?.querySelector("input");
  await click(box("realtime"));
  expect(box("gpu")).toBeUndefined();
  await click(page.querySelector("footer .primary"));
  expect(asked).toEqual([
    ["document.new", { type: "spike", title: "Frames", from: [], isFull: false, scopes: ["realtime"] }],
  ]);
  expect(location.pathname).toBe(`/documents/${documentId(3)}`);
  remove();
});

test("a refusal stands below the field that it is about", async () => {
  const error = { code: "conflict", message: "There is already a file docs/spikes/a.md." } as const;
  const { page, remove } = await shown({ answer: () => ({ status: "rejected", error }) });
  await type(page.querySelector("input.field"), "A");
  await click(page.querySelector("footer .primary"));
  expect(page.querySelector("[role=alert]")?.parentElement?.querySelector("label")?.textContent).toBe("Title");
  expect(page.querySelector("input.field")?.getAttribute("aria-invalid")).toBe("true");
  remove();
});

test("without the bridge there is nothing to choose from, and that is said", async () => {
  const { page, remove } = await shown({}, {}, AWAY);
  expect(page.textContent).toBe("Bridge away. A document can be begun when it is back.");
  remove();
});

test("a document that is made from another has its title, until somebody says otherwise", async () => {
  const { page, again, remove } = await shown({ list: { documents: [spike] } });
  await again(
    <WithDocuments>
      <Later />
    </WithDocuments>,
  );
  await click(page.querySelector(".later"));
  expect(page.querySelector<HTMLInputElement>("input.field")?.value).toBe("Frame batching");
  expect(page.querySelector(".builds-on")?.textContent).toBe("Frame batching");
  remove();
});

/** Opens the dialog once the documents are known, as the stepper does. */
function Later() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="later" onClick={() => setOpen(true)}>
        Begin
      </button>
      {isOpen && <NewDocumentDialog preset={{ type: "spec", from: [spike.path] }} onClose={nothing} />}
    </>
  );
}

test("what the type does not ask for is left out; no scope means that nobody said", () => {
  const [type] = BUILT_IN_TYPES;
  if (type === undefined) throw new Error("no type");
  const wish = {
    type: type.name,
    title: " A ",
    category: "nowhere",
    scopes: ["gpu", "nothing"],
    from: [],
    isFull: true,
  };
  expect(argsOf(wish, type, settings)).toEqual({ type: type.name, title: "A", from: [], isFull: true, scopes: null });
});

test.each([
  ["There is already a file a.md.", undefined, "title"],
  ['A spike has no scope "x".', undefined, "scopes"],
  ['A spike has no category "x".', undefined, "category"],
  ['There is no document type "x".', undefined, "type"],
  ["No space is left on the disk.", undefined, undefined],
  ["It has no title.", { field: "from" }, "from"],
])("the refusal “%s” with %o is about %s", (message, details, field) => {
  expect(fieldOf({ message, ...(details !== undefined && { details }) })).toBe(field);
});
