import type { ChatSettings, Client } from "@nomous/client";
import { act, useEffect } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createOfflineClient, render } from "../../web-fixture.tsx";
import { type SettingsState, useSettings } from "./use-settings.ts";

let client: Client;
beforeEach(async () => {
  sessionStorage.clear();
  client = await createOfflineClient();
});
afterEach(() => client.close());

/** The hook on a page; `state` is what it gave last. */
async function mount(inherited: ChatSettings | undefined) {
  const seen: { state?: SettingsState } = {};
  function Probe() {
    const state = useSettings("c", inherited);
    useEffect(() => {
      seen.state = state;
    }, [state]);
    return null;
  }
  const { remove } = await render(client, <Probe />);
  const state = (): SettingsState => {
    if (seen.state === undefined) throw new Error("not rendered");
    return seen.state;
  };
  return { state, remove };
}

test("what holds on the branch holds until a person changes it", async () => {
  const { state, remove } = await mount({ seed: 7 });
  expect([state().settings, state().isChanged]).toEqual([{ seed: 7 }, false]);
  await act(async () => state().set({ seed: 8 }));
  expect([state().settings, state().isChanged]).toEqual([{ seed: 8 }, true]);
  await act(async () => state().reset());
  expect([state().settings, state().isChanged]).toEqual([{ seed: 7 }, false]);
  remove();
});

test("a change survives a reload until a prompt has carried it to the branch", async () => {
  const before = await mount({});
  await act(async () => before.state().set({ temperature: 0 }));
  before.remove();
  const after = await mount({});
  expect(after.state().settings).toEqual({ temperature: 0 });
  after.remove();
  const carried = await mount({ temperature: 0 });
  expect(carried.state().isChanged).toBe(false);
  carried.remove();
  const elsewhere = await mount({ seed: 1 });
  expect(elsewhere.state().settings).toEqual({ seed: 1 });
  elsewhere.remove();
});

test("a change is kept while the conversation is being read: what holds there is not known yet", async () => {
  const before = await mount({ seed: 7 });
  await act(async () => before.state().set({}));
  before.remove();
  const reading = await mount(undefined);
  expect([reading.state().settings, reading.state().isChanged]).toEqual([{}, true]);
  reading.remove();
  const after = await mount({ seed: 7 });
  expect([after.state().settings, after.state().isChanged]).toEqual([{}, true]);
  after.remove();
});

test("clearing everything is a change too", async () => {
  const { state, remove } = await mount({ seed: 7 });
  await act(async () => state().set({}));
  expect([state().settings, state().isChanged]).toEqual([{}, true]);
  remove();
});
