import type { ChatSettings, Client } from "@nomous/client";
import { act, createRef } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createOfflineClient, render, type } from "../../web-fixture.tsx";
import { engineOptions } from "../model/engines.ts";
import { modelList, tinyModel } from "../model/model-fixture.ts";
import type { Engines } from "../model/use-engines.ts";
import { attach, Composer } from "./composer.tsx";
import type { Prompt } from "./prompt.ts";
import { readDraft, useDraft } from "./use-draft.ts";

let client: Client;
beforeEach(async () => {
  localStorage.clear();
  client = await createOfflineClient();
});
afterEach(() => client.close());

const NO_ENGINES = { options: [], taken: undefined };

interface WritingProps {
  onSend: (prompt: Prompt) => void;
  onStop?: () => void;
  engines?: Engines;
  settings?: ChatSettings;
}

function Writing({ onSend, onStop, engines = NO_ENGINES, settings = {} }: WritingProps) {
  const draft = useDraft("new");
  const state = { settings, isChanged: false, set: () => undefined, reset: () => undefined };
  const rest = { preview: undefined, placeholder: "Ask", onSettings: () => undefined };
  return <Composer {...{ draft, settings: state, engines, onSend, onStop, ...rest }} field={createRef()} />;
}

const field = (page: HTMLElement): HTMLTextAreaElement => {
  const element = page.querySelector("textarea");
  if (element === null) throw new Error("no field");
  return element;
};

const write = (page: HTMLElement, text: string): Promise<void> => type(field(page), text);

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
  expect(onSend).toHaveBeenCalledExactlyOnceWith({ text: "why?", attachments: [], settings: {} });
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

test("an image for a model that cannot see is told in the button, and nothing is sent", async () => {
  const onSend = vi.fn<(prompt: Prompt) => void>();
  localStorage.setItem("nomous.attach.new", "photo.png");
  const options = engineOptions(modelList([tinyModel()]), []);
  const taken = { engine: "llama/1", name: "Tiny", reason: "because it is loaded" };
  const { page, remove } = await render(
    client,
    <Writing onSend={onSend} engines={{ ...NO_ENGINES, options, taken }} />,
  );
  await write(page, "what is this?");
  expect(button(page, "Queue")?.textContent).toMatch(/^Queue, image not seen/);
  expect(page.textContent).toContain("Tiny cannot see images. Detach photo.png, or choose a model that can.");
  await press(page, { key: "Enter", ctrlKey: true });
  expect(onSend).not.toHaveBeenCalled();
  await act(async () => page.querySelector<HTMLElement>("[aria-label='Detach photo.png']")?.click());
  await press(page, { key: "Enter", ctrlKey: true });
  expect(onSend).toHaveBeenCalledOnce();
  remove();
});

test("the model and the settings that a message will be asked with are named", async () => {
  const options = engineOptions(modelList([tinyModel()]), []);
  const settings = { engine: "llama/1", temperature: 0 };
  const { page, remove } = await render(
    client,
    <Writing onSend={() => undefined} engines={{ ...NO_ENGINES, options }} settings={settings} />,
  );
  expect(page.querySelector("[aria-label='Model: Tiny']")).not.toBeNull();
  expect(page.querySelector("[aria-label='Settings: temperature 0']")).not.toBeNull();
  remove();
});
