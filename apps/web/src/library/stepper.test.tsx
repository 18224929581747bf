import type { Client } from "@nomous/client";
import { act, type ReactNode } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RailSlot, RailSlotPlace, RailSlotProvider } from "../shell/rail-slot.tsx";
import { createOfflineClient, render } from "../web-fixture.tsx";
import { documentId, overview } from "./document-fixture.ts";
import { answering, HERE, WithDocuments } from "./library-fixture.tsx";
import { Stepper } from "./stepper.tsx";

let client: Client;
beforeEach(async () => {
  history.replaceState(null, "", "/");
  client = await createOfflineClient();
});
afterEach(() => client.close());

const spike = overview("docs/spikes/a.md", {
  type: "spike",
  document: documentId(1),
  state: { name: "concluded", label: "Concluded", stage: "approved" },
});
const spec = overview("specs/a.md", { document: documentId(2), sources: [spike.path] });

const shown = (children: ReactNode) =>
  render(answering(client, { list: { documents: [spike, spec] } }), <WithDocuments>{children}</WithDocuments>, HERE);
const click = (element: Element | null | undefined): Promise<void> =>
  act(async () => (element as HTMLElement | null | undefined)?.click());

test("the steps say which are done, where one is, and the next one with its button", async () => {
  const { page, remove } = await shown(<Stepper path={spec.path} />);
  const steps = [...page.querySelectorAll("li")];
  expect(steps.map(({ textContent }) => textContent)).toEqual([
    "research, not begun",
    "spike, done",
    "spec",
    "plan, not begun",
    "done, not begun",
  ]);
  expect(page.querySelector("[aria-current=step]")?.textContent).toBe("spec");
  expect(page.querySelector(".next")?.textContent).toBe("Next: write Goals (line 23)Go there");
  await click(page.querySelector(".next button"));
  expect(`${location.pathname}${location.search}`).toBe(`/documents/${documentId(2)}?at=23:1`);
  await click(page.querySelector("li button"));
  expect(location.pathname).toBe(`/documents/${documentId(1)}`);
  remove();
});

test("a document of no thread has no steps", async () => {
  const { page, remove } = await shown(<Stepper path="README.md" />);
  expect(page.textContent).toBe("");
  remove();
});

const frame = (isOpen: boolean, hasPage = true) => (
  <RailSlotProvider>
    {isOpen && (
      <nav>
        <RailSlotPlace />
      </nav>
    )}
    {hasPage && <RailSlot>Outline</RailSlot>}
  </RailSlotProvider>
);

test("what a page puts into the rail stands there as long as both are here", async () => {
  const { page, again, remove } = await shown(frame(false));
  expect(page.textContent).toBe("");
  await again(frame(true));
  expect(page.querySelector("nav")?.textContent).toBe("Outline");
  await again(frame(true, false));
  expect(page.textContent).toBe("");
  remove();
});
