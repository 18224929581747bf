import { type Client, type ConversationId, systemRuntime } from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { compareAddress } from "../../address.ts";
import { createOfflineClient, render } from "../../web-fixture.tsx";
import { InShell } from "../chat-fixture.tsx";
import { sendPrompt } from "../composer/prompt.ts";
import { ComparePage } from "./compare-page.tsx";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
});
afterEach(async () => {
  history.replaceState(undefined, "", "/");
  await client.close();
});

/** A conversation with the same question asked with two seeds, and the address that compares the answers. */
async function askTwice(): Promise<{ conversation: ConversationId; address: string }> {
  const bridge = { client, runtime: systemRuntime, connection: client.connection };
  const ask = (seed: number, conversation?: ConversationId) =>
    sendPrompt(
      bridge,
      { text: "why?", attachments: [], settings: { seed } },
      { conversation, parent: null, inherited: {} },
    );
  const { conversation } = ask(1);
  ask(2, conversation);
  const answers = () =>
    [...client.conversation(conversation).current().tree.turns.values()].filter(({ role }) => role === "engine");
  await vi.waitFor(() => expect(answers()).toHaveLength(2));
  const [a, b] = answers();
  if (a === undefined || b === undefined) throw new Error("no answers");
  return { conversation, address: compareAddress(conversation, a.id, b.id) };
}

const media = (matches: boolean) =>
  ({ matches, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;

const columns = (page: HTMLElement) =>
  [...page.querySelectorAll("section")].map((section) => section.getAttribute("aria-label"));

test("two answers stand side by side with the settings in which they differ; narrow, one at a time", async () => {
  const { conversation, address } = await askTwice();
  history.replaceState(undefined, "", address);
  const isWide = vi.spyOn(window, "matchMedia");
  isWide.mockReturnValue(media(true));
  const compare = (
    <InShell>
      <ComparePage id={conversation} />
    </InShell>
  );
  const wide = await render(client, compare);
  expect(columns(wide.page)).toEqual(["Answer A", "Answer B"]);
  expect([...wide.page.querySelectorAll("tbody tr")].map((row) => row.textContent)).toEqual(["seed12"]);
  wide.remove();
  isWide.mockReturnValue(media(false));
  const { page, remove } = await render(client, compare);
  expect(columns(page)).toEqual(["Answer A"]);
  await act(async () => [...page.querySelectorAll("button")].find((each) => each.textContent === "Answer B")?.click());
  expect(columns(page)).toEqual(["Answer B"]);
  remove();
  isWide.mockRestore();
});

test("an address without two answers says so", async () => {
  const { conversation } = await askTwice();
  history.replaceState(undefined, "", `/c/${conversation}/compare?a=x&b=y`);
  const { page, remove } = await render(
    client,
    <InShell>
      <ComparePage id={conversation} />
    </InShell>,
  );
  await vi.waitFor(() => expect(page.textContent).toContain("names no two answers"));
  remove();
});
