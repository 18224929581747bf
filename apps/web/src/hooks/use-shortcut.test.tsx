import type { Client } from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createOfflineClient, render } from "../web-fixture.tsx";
import { useShortcut } from "./use-shortcut.ts";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
});
afterEach(() => client.close());

function Page({ onStop }: { onStop: () => void }) {
  useShortcut("Escape", onStop);
  return <div popover="auto" />;
}

const escape = (): Promise<void> =>
  act(async () => void window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })));

test("Esc closes what lies over the page before it acts on the page", async () => {
  const onStop = vi.fn<() => void>();
  const { page, remove } = await render(client, <Page onStop={onStop} />);
  const popover = page.querySelector("[popover]");
  if (popover === null) throw new Error("no popover");
  const open = vi.spyOn(popover, "matches").mockReturnValue(true);
  await escape();
  expect(onStop).not.toHaveBeenCalled();
  open.mockReturnValue(false);
  await escape();
  expect(onStop).toHaveBeenCalledOnce();
  remove();
});
