import { type Client, type ConnectionState, newConversationId, type StorageState, systemRuntime } from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { InShell } from "../chat/chat-fixture.tsx";
import { HERE } from "../library/library-fixture.tsx";
import { lookForLoss, noteKept } from "../offline/emptied.ts";
import { always, clientWith, createOfflineClient, render } from "../web-fixture.tsx";
import { Strip } from "./strip.tsx";
import { StatusBar } from "./status-bar.tsx";

let client: Client;
beforeEach(async () => {
  localStorage.clear();
  client = await createOfflineClient();
});
afterEach(() => client.close());

const away = always<ConnectionState>({
  status: "away",
  since: new Date(2026, 10, 29, 14, 10, 22).getTime(),
  nextTryAt: 0,
});
const storage = (part: Partial<StorageState>) =>
  always<StorageState>({ kind: "browser", wasEmpty: false, trouble: undefined, ...part });
const trouble = (reason: string): StorageState["trouble"] => ({
  code: "storage-failed",
  message: "not stored",
  details: { reason },
});

async function shown(parts: Partial<Client>, connection = away) {
  const { page, remove } = await render(
    clientWith(client, parts),
    <InShell>
      <Strip />
      <StatusBar />
    </InShell>,
    connection,
  );
  const strips = () => [...page.querySelectorAll(".strip")].map(({ textContent }) => textContent);
  return { page, strips, status: () => page.querySelector("footer")?.textContent ?? "", remove };
}

const queue = async (): Promise<void> => {
  const conversation = newConversationId(systemRuntime);
  for (const title of ["one", "two", "three"]) client.command("conversation.rename", { conversation, title });
  await vi.waitFor(() => expect(client.outbox.current()).toHaveLength(3));
};

test("while the bridge is away one strip says since when and what waits, and the status bar counts it", async () => {
  await queue();
  const { strips, status, page, remove } = await shown({ storage: storage({}) });
  await vi.waitFor(() => expect(strips()).toHaveLength(1));
  expect(strips()[0]).toBe("Bridge away since 14:10:22, trying now · 3 changes wait, sent when it returnsTry now");
  expect(status()).toContain("3 changes not yet on the bridge");
  expect(page.querySelector("footer button")?.textContent).toBe("3 changes not yet on the bridge");
  remove();
});

test("what waits for an instant while the bridge is here is no matter; what waits for longer is", async () => {
  const { status, remove } = await shown({ storage: storage({}) }, HERE);
  expect(status()).toContain("Everything saved");
  await act(queue);
  expect(status()).toContain("Sending 3 changes");
  expect(status()).not.toContain("not yet on the bridge");
  await vi.waitFor(() => expect(status()).toContain("3 changes not yet on the bridge"), { timeout: 3_000 });
  remove();
});

test("a browser that keeps nothing says what that means, and so does the strip of a bridge that is away", async () => {
  const kept = { storage: storage({ kind: "memory", trouble: trouble("refused") }) };
  const here = await shown(kept, HERE);
  expect(here.strips()).toEqual([
    "This browser keeps nothing for this page: what you write is safe once the bridge has it. A private window may be why.",
  ]);
  here.remove();
  const { strips, remove } = await shown(kept);
  await vi.waitFor(() => expect(strips()[0]).toContain("lost when this page is closed before it returns"));
  expect(strips()).toHaveLength(1);
  remove();
});

test("a browser that was emptied says how much is gone, until that is seen", async () => {
  noteKept(localStorage, 2);
  lookForLoss(localStorage, true);
  const { page, strips, remove } = await shown({ storage: storage({ wasEmpty: true }) });
  expect(strips()).toHaveLength(1);
  expect(strips()[0]).toContain("2 changes that the bridge did not have are gone");
  await act(async () => page.querySelector<HTMLButtonElement>(".strip button")?.click());
  expect(strips()).toEqual([]);
  remove();
  const again = await shown({ storage: storage({}) }, HERE);
  expect(again.strips()).toEqual([]);
  again.remove();
});
