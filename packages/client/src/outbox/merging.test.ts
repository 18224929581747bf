import type { ClientMessage, CommandId, CommandResult, ErrorBody } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import type { ClientStorage } from "../storage/client-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { createLocalTabs } from "./local-tabs.ts";
import type { Merging } from "./merging.ts";
import { Outbox } from "./outbox.ts";
import type { Tabs } from "./tabs.ts";

type Sent = Extract<ClientMessage, { type: "CMD" }>;
interface Args {
  readonly key: string;
  readonly words: string;
}

/** Commands whose words are joined, two at most where one of them is "apart". */
const MERGING: Merging = {
  name: "document.edit",
  laneOf: (args) => (args as Args).key.charAt(0),
  keyOf: (args) => (args as Args).key,
  isSmall: (args) => (args as Args).words.length < 8,
  merge: async (all) => {
    const { key } = all[0] as Args;
    const words = all.map((args) => (args as Args).words);
    return words.includes("apart") ? all : [{ key, words: words.join("") }];
  },
  mayPass: ({ code }) => code === "storage-failed",
};

const clock = new FakeClock();
const runtime = { clock, random: createSeededRandom(4) };

async function openTab(storage: ClientStorage = createMemoryStorage(), tabs: Tabs = createLocalTabs()()) {
  const sent: Sent[] = [];
  let isConnected = false;
  const send = (message: ClientMessage): boolean => {
    if (isConnected && message.type === "CMD") sent.push(message);
    return isConnected;
  };
  const outbox = new Outbox({ runtime, storage, tabs, send, merging: MERGING });
  await outbox.load();
  return {
    outbox,
    sent,
    words: () => sent.map(({ args }) => (args as Args).words),
    waited: () => sent.map(({ args, waited }) => [(args as Args).words, waited]),
    waiting: () => outbox.commands.current().map(({ args }) => (args as Args).words),
    put: (words: string, key = "a") => outbox.put("document.edit", { key, words } as never),
    other: (words: string) => outbox.put("document.settle", { words } as never),
    connect: async (isOnline: boolean) => {
      isConnected = isOnline;
      if (isOnline) outbox.online();
      else outbox.offline();
      await clock.settle();
    },
    answer: async (error?: ErrorBody) => {
      const id = sent.at(-1)?.id as CommandId;
      const status: CommandResult["status"] = error === undefined ? "applied" : "rejected";
      await outbox.result({ type: "RES", id, status, at: 1, ...(error === undefined ? {} : { error }) });
      await clock.settle();
    },
  };
}

describe("commands that wait", () => {
  it("[C6] are joined as they come while they are small, and all before they are sent; each learns the result", async () => {
    const tab = await openTab();
    const pending = ["1111", "2222", "3333", "4444"].map((words) => tab.put(words));
    await clock.settle();
    expect(tab.waiting()).toEqual(["11112222", "33334444"]);
    await tab.connect(true);
    expect(tab.words()).toEqual(["1111222233334444"]);
    await tab.answer();
    for (const { result } of pending) expect(await result).toMatchObject({ status: "applied" });
  });

  it("keep their place among others, and are not joined over them, nor with another key", async () => {
    const tab = await openTab();
    tab.put("1");
    tab.put("2");
    tab.other("between");
    tab.put("3");
    tab.put("4", "b");
    await clock.settle();
    await tab.connect(true);
    for (let n = 0; n < 4; n += 1) await tab.answer();
    expect(tab.words()).toEqual(["12", "between", "3", "4"]);
  });

  it("[C6] one that may have been sent is never changed, not even over a new connection", async () => {
    const tab = await openTab();
    await tab.connect(true);
    tab.put("1");
    await clock.settle();
    tab.put("2");
    tab.put("3");
    await clock.settle();
    await tab.connect(false);
    await tab.connect(true);
    await tab.answer();
    expect(tab.words()).toEqual(["1", "1", "23"]);
    expect(new Set(tab.sent.map(({ id, args }) => `${id} ${(args as Args).words}`)).size).toBe(2);
  });

  it("[C6] of two tabs that queue and send, every word is sent once, and each tab learns how it ended", async () => {
    const [storage, tabs] = [createMemoryStorage(), createLocalTabs()];
    const [one, other] = [await openTab(storage, tabs()), await openTab(storage, tabs())];
    for (let n = 0; n < 6; n += 1) (n % 2 === 0 ? one : other).put(`${n}`);
    await clock.settle();
    await one.connect(true);
    while (one.outbox.entries.current().length > 0) await one.answer();
    await clock.settle();
    expect(one.words().join("").split("").toSorted().join("")).toBe("012345");
    expect(other.outbox.entries.current()).toEqual([]);
  });
});

describe("commands that waited for the connection", () => {
  it("[C12] say so, and what they are joined into does; what comes behind them does not", async () => {
    const tab = await openTab();
    for (const words of ["11111111", "2", "apart"]) tab.put(words);
    tab.other("barrier");
    await clock.settle();
    await tab.connect(true);
    // Joined to nothing that waited: the barrier lies between.
    tab.put("3");
    await clock.settle();
    for (let n = 0; n < 5; n += 1) await tab.answer();
    expect(tab.waited()).toEqual([
      ["11111111", true],
      ["2", true],
      ["apart", true],
      ["barrier", true],
      ["3", undefined],
    ]);
    await tab.outbox.close();
  });

  it("make what they are joined with one that waited, whether it was joined as it came or before it is sent", async () => {
    const tab = await openTab();
    tab.other("barrier");
    tab.put("1");
    tab.put("11111111", "b");
    await clock.settle();
    await tab.connect(true);
    tab.put("2");
    tab.put("22222222", "b");
    await clock.settle();
    for (let n = 0; n < 3; n += 1) await tab.answer();
    expect(tab.waited()).toEqual([
      ["barrier", true],
      ["12", true],
      ["1111111122222222", true],
    ]);
    await tab.outbox.close();
  });

  it("[C12] say so of the connection at hand: what was sent over one before, and what was refused, waited for the next", async () => {
    const tab = await openTab();
    await tab.connect(true);
    tab.put("1");
    tab.put("1", "b");
    await clock.settle();
    await tab.answer({ code: "storage-failed", message: "No." });
    await tab.connect(false);
    await tab.connect(true);
    for (let n = 0; n < 2; n += 1) await tab.answer();
    expect(tab.waited().map(([, waited]) => waited)).toEqual([undefined, undefined, true, true]);
    expect(new Set(tab.sent.map(({ id }) => id)).size).toBe(3);
    await tab.outbox.close();
  });

  it("are none that another tab stores while this one is online", async () => {
    const [storage, tabs] = [createMemoryStorage(), createLocalTabs()];
    const [one, other] = [await openTab(storage, tabs()), await openTab(storage, tabs())];
    other.put("before");
    await clock.settle();
    await one.connect(true);
    await one.answer();
    other.put("behind");
    await clock.settle();
    expect(one.waited()).toEqual([
      ["before", true],
      ["behind", undefined],
    ]);
    await one.answer();
    await Promise.all([one.outbox.close(), other.outbox.close()]);
  });
});

describe("commands that were refused", () => {
  const full: ErrorBody = { code: "storage-failed", message: "No." };

  it("are sent again under new ids with what follows them, after a second, then later each time", async () => {
    const tab = await openTab();
    await tab.connect(true);
    const first = tab.put("1");
    await clock.settle();
    await tab.answer(full);
    expect(tab.outbox.commands.current()).toMatchObject([{ id: first.id, refusal: full }]);
    await clock.advance(999);
    expect(tab.words()).toEqual(["1"]);
    await clock.advance(1);
    expect(tab.words()).toEqual(["1", "1"]);
    await tab.answer(full);
    await clock.advance(1_999);
    expect(tab.words()).toHaveLength(2);
    await clock.advance(1);
    await tab.answer();
    expect(await first.result).toMatchObject({ status: "applied" });
    expect(new Set(tab.sent.map(({ id }) => id)).size).toBe(3);
    expect(tab.outbox.commands.current()).toEqual([]);
    clock.assertNoTimers();
  });

  it("are sent again at once over a new connection, also by the next page", async () => {
    const storage = createMemoryStorage();
    const tab = await openTab(storage);
    await tab.connect(true);
    tab.put("1");
    await clock.settle();
    await tab.answer(full);
    await tab.outbox.close();
    const next = await openTab(storage);
    next.put("2");
    await clock.settle();
    await next.connect(true);
    expect(next.words().join("")).toBe("12");
    await next.outbox.close();
  });

  it("for good are kept and end what builds on them, until they are dismissed", async () => {
    const tab = await openTab();
    await tab.connect(true);
    const bad = tab.put("bad");
    await clock.settle();
    await tab.answer({ code: "forbidden", message: "No." });
    expect(await bad.result).toMatchObject({ status: "rejected" });
    tab.put("behind");
    await clock.settle();
    await tab.answer(full);
    await clock.advance(60_000);
    expect(tab.words()).toEqual(["bad", "behind"]);
    expect(tab.waiting()).toEqual(["bad", "behind"]);
    await tab.outbox.dismiss(bad.id);
    await tab.connect(false);
    await tab.connect(true);
    expect(tab.words()).toEqual(["bad", "behind", "behind"]);
    await tab.outbox.close();
  });
});
