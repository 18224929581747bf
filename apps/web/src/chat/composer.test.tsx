import type { Client } from "@nomous/client";
import { act, createRef } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createOfflineClient, render } from "../web-fixture.tsx";
import { attach, Composer } from "./composer.tsx";
import type { Prompt } from "./prompt.ts";
import { readDraft, useDraft } from "./use-draft.ts";

let client: Client;
beforeEach(async () => {
  localStorage.clear();
  client = await createOfflineClient();
});
afterEach(() => client.close());

function Writing({ onSend, onStop }: { onSend: (prompt: Prompt) => void; onStop?: () => void }) {
  const draft = useDraft("new");
  const choice = { engine: undefined, setEngine: () => undefined };
  return <Composer {...{ draft, choice, onSend, onStop }} field={createRef()} placeholder="Ask" />;
}

const field = (page: HTMLElement): HTMLTextAreaElement => {
  const element = page.querySelector("textarea");
  if (element === null) throw new Error("no field");
  return element;
};

async function write(page: HTMLElement, text: string): Promise<void> {
  // React notices only what was set past its own property.
  const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
  await act(async () => {
    value?.set?.call(field(page), text);
    field(page).dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const press = (page: HTMLElement, init: KeyboardEventInit): Promise<void> =>
  act(
    async () =>
      void field(page).dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init })),
  );

const button = (page: HTMLElement, name: string): HTMLButtonElement | undefined =>
  [...page.querySelectorAll("button")].find((element) => element.textContent?.startsWith(name));

test("with the bridge away the button says Queue, and Ctrl Enter sends; Enter alone is a new line", async () => {
  const onSend = vi.fn<(prompt: Prompt) => void>();
  const { page, remove } = await render(client, <Writing onSend={onSend} />);
  expect(button(page, "Queue")).toBeDefined();
  expect(button(page, "Send")).toBeUndefined();
  await write(page, "  why?  ");
  await press(page, { key: "Enter" });
  expect(onSend).not.toHaveBeenCalled();
  await press(page, { key: "Enter", ctrlKey: true });
  expect(onSend).toHaveBeenCalledExactlyOnceWith({ text: "why?", attachments: [], engine: undefined });
  expect(field(page).value).toBe("");
  remove();
});

test("nothing is not sent", async () => {
  const onSend = vi.fn<(prompt: Prompt) => void>();
  const { page, remove } = await render(client, <Writing onSend={onSend} />);
  await write(page, " \n ");
  await act(async () => button(page, "Queue")?.click());
  expect(onSend).not.toHaveBeenCalled();
  remove();
});

test("a message that is too long says so and is kept", async () => {
  const onSend = vi.fn<(prompt: Prompt) => void>();
  const { page, remove } = await render(client, <Writing onSend={onSend} />);
  await write(page, "ж".repeat(30_000));
  await press(page, { key: "Enter", ctrlKey: true });
  expect(onSend).not.toHaveBeenCalled();
  expect(page.textContent).toContain("a message holds 48 KiB");
  remove();
});

test("a draft survives a reload and is forgotten when it is sent", async () => {
  const before = await render(client, <Writing onSend={() => undefined} />);
  await write(before.page, "half a thought");
  before.remove();
  const after = await render(client, <Writing onSend={() => undefined} />);
  expect(field(after.page).value).toBe("half a thought");
  await press(after.page, { key: "Enter", ctrlKey: true });
  expect(readDraft("new")).toEqual({ text: "", attachments: [] });
  after.remove();
});

test("Stop is there only while there is something to stop", async () => {
  const onStop = vi.fn<() => void>();
  const idle = await render(client, <Writing onSend={() => undefined} />);
  expect(button(idle.page, "Stop")).toBeUndefined();
  idle.remove();
  const live = await render(client, <Writing onSend={() => undefined} onStop={onStop} />);
  await act(async () => button(live.page, "Stop")?.click());
  expect(onStop).toHaveBeenCalledOnce();
  live.remove();
});

test("a file is attached once", () => {
  const files = attach(attach([], { path: "a.ts" }), { path: "a.ts", lines: [1, 2] });
  expect(attach(files, { path: "a.ts" })).toEqual([{ path: "a.ts", lines: [1, 2] }, { path: "a.ts" }]);
});
