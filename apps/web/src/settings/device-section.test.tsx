import { type Client, type CommandId, type OfflineState, type StorageState, type UnsentChange } from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { InShell } from "../chat/chat-fixture.tsx";
import { HERE } from "../library/library-fixture.tsx";
import { always, clientWith, createOfflineClient, render } from "../web-fixture.tsx";
import { DeleteKeptDialog } from "./delete-kept-dialog.tsx";
import { DeviceSection } from "./device-section.tsx";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await client.close();
});

const storage = always<StorageState>({ kind: "browser", wasEmpty: false, trouble: undefined });
const OFFLINE: OfflineState = {
  status: "fetching",
  documents: { here: 312, total: 1_000 },
  conversations: { here: 40, total: 40 },
  at: undefined,
  trouble: undefined,
};

/** The facts of the section, in a browser whose storage is `manager`. */
async function shown(manager: Partial<StorageManager> | undefined, offline: Partial<OfflineState> = {}) {
  vi.stubGlobal("navigator", Object.create(navigator, { storage: { value: manager } }));
  const { page, remove } = await render(
    clientWith(client, { storage, offline: always({ ...OFFLINE, ...offline }) }),
    <InShell>
      <DeviceSection />
    </InShell>,
    HERE,
  );
  await act(async () => undefined);
  const fact = (name: string): string =>
    [...page.querySelectorAll(".fact")]
      .find((row) => row.querySelector("dt")?.textContent === name)
      ?.querySelector("dd")?.textContent ?? "";
  return { page, fact, remove };
}

test("it is told how much is here, what it takes, and how far fetching is", async () => {
  const { fact, remove } = await shown({ estimate: async () => ({ usage: 12_300_000, quota: 2_100_000_000 }) });
  expect(fact("Documents")).toBe("312 of 1,000 documents are here");
  expect(fact("Conversations")).toBe("all 40 conversations");
  expect(fact("How far")).toContain("being fetched");
  expect(fact("Room")).toBe("12.3 MB used, of 2.1 GB that the browser allows at most");
  remove();
});

test.each([
  [true, "the browser has agreed"],
  [false, "has not agreed to more now"],
])("asked to keep it, the browser says %s, and that is told", async (answer, words) => {
  const persist = vi.fn<StorageManager["persist"]>(async () => answer);
  const { page, fact, remove } = await shown({ persist, persisted: async () => false });
  const button = [...page.querySelectorAll("button")].find(({ textContent }) => textContent.startsWith("Ask the"));
  expect(persist).not.toHaveBeenCalled();
  await act(async () => button?.click());
  expect(fact("How long")).toContain(words);
  remove();
});

test("a browser that cannot be asked, and says nothing of its room, is told as that", async () => {
  const { fact, remove } = await shown(undefined);
  expect(fact("How long")).toBe("As long as there is room. This browser cannot be asked to keep it.");
  expect(fact("Room")).toBe("This browser does not say");
  remove();
});

test("what is not on the bridge cannot be deleted before it is saved as a file", async () => {
  const change = { id: "x" as CommandId, kind: "document.edit", where: "a.md", text: "", at: 0, why: "It waits." };
  // The page of the test would go there.
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => undefined }));
  const { page, remove } = await render(
    clientWith(client, { unsent: async () => [change as UnsentChange] }),
    <DeleteKeptDialog onClose={() => undefined} />,
    HERE,
  );
  const button = (words: string) =>
    [...page.querySelectorAll("button")].find((one) => one.textContent.startsWith(words));
  expect(button("Delete it")?.disabled).toBe(true);
  await vi.waitFor(() => expect(button("Save 1 unsent change")).toBeDefined());
  expect(button("Delete it")?.disabled).toBe(true);
  await act(async () => button("Save 1 unsent change")?.click());
  await vi.waitFor(() => expect(button("Delete it, and 1 change not yet")?.disabled).toBe(false));
  remove();
});
