import { type Client, type CommandId, type UnsentChange } from "@nomous/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { noteKept, lookForLoss } from "../offline/emptied.ts";
import { clientWith, createOfflineClient, render } from "../web-fixture.tsx";
import { BlockedPage, type Blocked } from "./entry-pages.tsx";

let client: Client;
beforeEach(async () => {
  localStorage.clear();
  client = await createOfflineClient();
});
afterEach(() => client.close());

const error = { code: "unauthorized", message: "Run `nomous link` and open the link that it prints." } as const;
const BLOCKED: readonly Blocked[] = [{ status: "unpaired", error }, { status: "refused", error }, { status: "closed" }];
const change: UnsentChange = {
  id: "x" as CommandId,
  kind: "document.edit",
  where: "specs/line3.md",
  text: "A line.",
  at: 0,
  why: "It was not sent yet.",
};

test.each(BLOCKED)(
  "where a page is $status, what was not sent can be saved before anything else is done",
  async (connection) => {
    const { page, remove } = await render(
      clientWith(client, { unsent: async () => [change, { ...change, id: "y" as CommandId }] }),
      <BlockedPage connection={connection} />,
    );
    await vi.waitFor(() => expect(page.textContent).toContain("2 changes not yet on the bridge"));
    expect(page.querySelector("button")?.textContent).toBe("Save 2 unsent changes as a file");
    remove();
  },
);

test("nothing is offered where nothing waits, and a browser that was emptied says so", async () => {
  noteKept(localStorage, 1);
  lookForLoss(localStorage, true);
  const { page, remove } = await render(client, <BlockedPage connection={{ status: "unpaired", error }} />);
  expect(page.textContent).toContain("1 change that the bridge did not have is gone");
  expect(page.textContent).not.toContain("Save");
  expect(page.querySelector("button")?.textContent).toBe("Pair this browser");
  remove();
});
