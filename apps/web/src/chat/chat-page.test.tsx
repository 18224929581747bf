import { type ChatSettings, type Client, settingsAt, systemRuntime } from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createOfflineClient, render, type } from "../web-fixture.tsx";
import { InShell } from "./chat-fixture.tsx";
import { ChatPage } from "./chat-page.tsx";
import { sendPrompt } from "./composer/prompt.ts";

let client: Client;
beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  client = await createOfflineClient();
});
afterEach(() => client.close());

const carried = () => client.outbox.current().map(({ args }) => (args as { settings?: ChatSettings }).settings);

test("changed settings go with the next message, hold below it, and are not sent again", async () => {
  const bridge = { client, runtime: systemRuntime, connection: client.connection };
  const prompt = { text: "first", attachments: [], settings: {} };
  const { conversation } = sendPrompt(bridge, prompt, { conversation: undefined, parent: null, inherited: {} });
  await vi.waitFor(() => expect(carried()).toHaveLength(1));
  sessionStorage.setItem(`nomous.settings.${conversation}`, '{"seed":7}');
  const { page, remove } = await render(
    client,
    <InShell>
      <ChatPage id={conversation} />
    </InShell>,
  );
  const send = async (text: string): Promise<void> => {
    await type(page.querySelector("textarea"), text);
    await act(async () =>
      [...page.querySelectorAll("button")].find((each) => each.textContent?.startsWith("Queue"))?.click(),
    );
  };
  expect(page.textContent).toContain("they hold from your next message on");
  await send("second");
  await vi.waitFor(() => expect(page.textContent).toContain("They hold since the message of"));
  await send("third");
  await vi.waitFor(() => expect(carried()).toEqual([undefined, { seed: 7 }, undefined]));
  await vi.waitFor(() => {
    const { tree } = client.conversation(conversation).current();
    const last = [...tree.turns.values()].find((turn) => turn.role === "person" && turn.text === "third");
    expect(settingsAt(tree, last?.id ?? null)).toEqual({ seed: 7 });
  });
  remove();
});
