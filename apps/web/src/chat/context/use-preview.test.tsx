import type { Client, ConnectionState, QueryArgs } from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createOfflineClient, render } from "../../web-fixture.tsx";
import { usePreview, useWritten } from "./use-preview.ts";

type Asked = QueryArgs<"conversation.preview">;

let client: Client;
let asked: Asked[];
beforeEach(async () => {
  vi.useFakeTimers();
  client = await createOfflineClient();
  asked = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await client.close();
});

const ROUTE = { engine: "llama/1", name: "Tiny", reason: "because it is loaded", refused: [] };

/** A page whose bridge answers each preview with the text that it was asked for. */
const answering = (): Client =>
  Object.assign(Object.create(client) as Client, {
    ask: async (_name: string, args: Asked) => {
      asked.push(args);
      return { route: { ...ROUTE, reason: args.text }, context: null };
    },
  });

const connection = (status: "online" | "away") => ({
  current: () => STATES[status],
  subscribe: () => () => undefined,
});
const STATES = {
  online: { status: "online", welcome: {}, since: 0, roundTripMs: 1 } as unknown as ConnectionState,
  away: { status: "away", since: 0, nextTryAt: 0 } as const,
};

function Preview({ text, isOpen = false }: { text: string; isOpen?: boolean }) {
  const place = { conversation: null, parent: null, settings: SETTINGS, isOpen };
  return usePreview(place, useWritten({ text, attachments: NO_FILES }))?.route.reason ?? "unknown";
}
const SETTINGS = {};
const NO_FILES = [] as const;

const wait = (ms: number): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

test("a preview is asked for when writing has paused, not on every key", async () => {
  const online = connection("online");
  const first = await render(answering(), <Preview text="" />, online);
  expect(first.page.textContent).toBe("");
  for (const text of ["w", "wh", "why"]) await first.again(<Preview text={text} />);
  await wait(399);
  expect(asked.map(({ text }) => text)).toEqual([""]);
  await wait(1);
  expect(asked.map(({ text }) => text)).toEqual(["", "why"]);
  expect(first.page.textContent).toBe("why");
  first.remove();
});

test("the end of an answer asks again: the branch has grown", async () => {
  const page = await render(answering(), <Preview text="" isOpen />, connection("online"));
  await page.again(<Preview text="" />);
  await wait(0);
  expect(asked).toHaveLength(2);
  page.remove();
});

test("with the bridge away nothing is asked", async () => {
  const { page, remove } = await render(answering(), <Preview text="why" />, connection("away"));
  await wait(1_000);
  expect([asked, page.textContent]).toEqual([[], "unknown"]);
  remove();
});
