import {
  type Client,
  type CommandId,
  type ConversationId,
  newConversationId,
  systemRuntime,
  type UnsentChange,
} from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sendPrompt } from "../chat/composer/prompt.ts";
import { AWAY } from "../library/library-fixture.tsx";
import { clientWith, createOfflineClient, render } from "../web-fixture.tsx";
import { UnsentDialog } from "./unsent-dialog.tsx";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
});
afterEach(() => client.close());

function ask(text: string, conversation: ConversationId | undefined) {
  const place = { conversation, parent: null, inherited: {} };
  const bridge = { client, runtime: systemRuntime, connection: client.connection };
  return sendPrompt(bridge, { text, attachments: [], settings: {} }, place).conversation;
}

async function opened(parts: Partial<Client> = {}) {
  const { page, remove } = await render(clientWith(client, parts), <UnsentDialog onClose={() => undefined} />, AWAY);
  const buttons = (name: string) =>
    [...page.querySelectorAll("button")].filter(({ textContent }) => textContent === name);
  return { page, remove, buttons, rows: () => [...page.querySelectorAll("li")].map(({ textContent }) => textContent) };
}

test("what waits is listed in the order in which it is sent, and taking one back leaves the others", async () => {
  const conversation = ask("First: where?", undefined);
  client.command("conversation.rename", { conversation, title: "Harbours" });
  ask("Second: why?", newConversationId(systemRuntime));
  await vi.waitFor(() => expect(client.outbox.current()).toHaveLength(3));
  const { page, rows, buttons, remove } = await opened();
  expect(page.querySelector("h2")?.textContent).toBe("3 changes not yet on the bridge");
  expect(rows().map((row) => /^(?:Message|Rename to “Harbours”)/.exec(row)?.[0])).toEqual([
    "Message",
    "Rename to “Harbours”",
    "Message",
  ]);
  expect(rows()[2]).toContain("Second: why?");
  await act(async () => buttons("Take back")[1]?.click());
  await vi.waitFor(() => expect(rows()).toHaveLength(2));
  expect(client.outbox.current().map(({ name }) => name)).toEqual(["conversation.prompt", "conversation.prompt"]);
  remove();
});

test("what the bridge refused stands apart, with the reason, until it is dismissed", async () => {
  const change: UnsentChange = {
    id: "x" as CommandId,
    kind: "conversation.prompt",
    where: "Flush timer",
    text: "And then?",
    at: 0,
    why: "The turn above it does not exist.",
  };
  const dismiss = vi.fn<Client["dismiss"]>(async () => undefined);
  const { page, rows, buttons, remove } = await opened({ unsent: async () => [change], dismiss });
  await vi.waitFor(() => expect(page.querySelector("h3")?.textContent).toBe("Not taken by the bridge"));
  expect(rows()[0]).toContain("The turn above it does not exist.");
  await act(async () => buttons("Dismiss")[0]?.click());
  expect(dismiss).toHaveBeenCalledExactlyOnceWith("x");
  remove();
});
