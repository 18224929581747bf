import type { ClientMessage, CommandId, CommandResult } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClientStorage } from "../storage/client-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { createLocalTabs } from "./local-tabs.ts";
import type { Merging } from "./merging.ts";
import { Outbox } from "./outbox.ts";
import type { Tabs } from "./tabs.ts";

type Sent = Extract<ClientMessage, { type: "CMD" }>;
interface Args {
  readonly lane: string;
  readonly writer: number;
  readonly words: string;
}

const MERGING: Merging = {
  name: "document.edit",
  laneOf: (args) => (args as Args).lane,
  keyOf: (args) => `${(args as Args).lane} ${(args as Args).writer}`,
  isSmall: (args) => (args as Args).words.length < 20,
  merge: async (all) => [{ ...(all[0] as Args), words: all.map((args) => (args as Args).words).join("") }],
  mayPass: () => false,
};

const clock = new FakeClock();
const runtime = { clock, random: createSeededRandom(5) };
const wordsOf = ({ args }: Pick<Sent, "args">): string => (args as Args).words;

let writers = 0;

async function openTab(storage: ClientStorage = createMemoryStorage(), tabs: Tabs = createLocalTabs()()) {
  const writer = (writers += 1);
  const sent: Sent[] = [];
  /** Over the present connection, without an answer. */
  let open: Sent[] = [];
  let isConnected = false;
  const send = (message: ClientMessage): boolean => {
    if (isConnected && message.type === "CMD") {
      sent.push(message);
      open.push(message);
    }
    return isConnected;
  };
  const outbox = new Outbox({ runtime, storage, tabs, send, merging: MERGING });
  await outbox.load();
  const answer = async (command: Sent): Promise<void> => {
    open = open.filter((other) => other !== command);
    const result: CommandResult = { type: "RES", id: command.id, status: "applied", at: 1 };
    await outbox.result(result);
    await clock.settle();
  };
  return {
    outbox,
    open: () => open,
    /** What was sent since this was asked last. */
    sent: (): string[] => sent.splice(0).map(wordsOf),
    edit: (words: string, lane: string) => outbox.put("document.edit", { lane, writer, words } as never),
    other: (words: string) => outbox.put("document.settle", { words } as never),
    connect: async (isOnline: boolean) => {
      if (isConnected) outbox.offline();
      isConnected = isOnline;
      open = [];
      if (isOnline) outbox.online();
      else outbox.offline();
      await clock.settle();
    },
    answer,
    answerTo: async (words: string) => {
      const command = open.find((one) => wordsOf(one) === words);
      if (command === undefined) throw new Error(`${words} is not under way`);
      await answer(command);
    },
  };
}

describe("commands of different lanes", () => {
  it("[C6] are under way at the same time, and of one lane never two: what follows waits and is joined", async () => {
    const tab = await openTab();
    await tab.connect(true);
    tab.edit("a1", "a");
    tab.edit("b1", "b");
    await clock.settle();
    tab.edit("a2", "a");
    tab.edit("a3", "a");
    await clock.settle();
    expect(tab.sent()).toEqual(["a1", "b1"]);
    await tab.answerTo("a1");
    expect(tab.sent()).toEqual(["a2a3"]);
    await tab.answerTo("a2a3");
    await tab.answerTo("b1");
    expect(tab.outbox.entries.current()).toEqual([]);
  });

  it("[C6] do not keep those of one lane apart; a barrier does", async () => {
    const tab = await openTab();
    const pending = [tab.edit("a1", "a"), tab.edit("b1", "b"), tab.edit("a2", "a"), tab.edit("b2", "b")];
    tab.other("between");
    tab.edit("a3", "a");
    await clock.settle();
    expect(tab.outbox.entries.current().map(wordsOf)).toEqual(["a1a2", "b1b2", "between", "a3"]);
    await tab.connect(true);
    for (const words of ["a1a2", "b1b2", "between", "a3"]) await tab.answerTo(words);
    for (const { result } of pending) expect(await result).toMatchObject({ status: "applied" });
  });

  it("[C6] before a barrier are all answered before it is sent, and those behind it are sent when it is answered", async () => {
    const tab = await openTab();
    await tab.connect(true);
    tab.edit("a1", "a");
    tab.edit("b1", "b");
    tab.other("barrier");
    tab.edit("a2", "a");
    tab.edit("c1", "c");
    await clock.settle();
    expect(tab.sent()).toEqual(["a1", "b1"]);
    await tab.answerTo("b1");
    expect(tab.sent()).toEqual([]);
    await tab.answerTo("a1");
    expect(tab.sent()).toEqual(["barrier"]);
    tab.edit("d1", "d");
    await clock.settle();
    expect(tab.sent()).toEqual([]);
    await tab.answerTo("barrier");
    expect(tab.sent()).toEqual(["a2", "c1", "d1"]);
  });

  it("[C6] are all sent again over a new connection, in the order of their ids", async () => {
    const tab = await openTab();
    await tab.connect(true);
    for (const lane of ["c", "a", "b"]) tab.edit(lane, lane);
    await clock.settle();
    await tab.answerTo("a");
    await tab.connect(false);
    tab.other("later");
    await clock.settle();
    tab.sent();
    await tab.connect(true);
    expect(tab.sent()).toEqual(["c", "b"]);
    await tab.answerTo("b");
    await tab.answerTo("c");
    expect(tab.sent()).toEqual(["later"]);
  });
});

describe("the storage", () => {
  it("is called twice for a command that is sent as it comes", async () => {
    const calls: PropertyKey[] = [];
    const storage = new Proxy(createMemoryStorage(), {
      get(target, key) {
        calls.push(key);
        return Reflect.get(target, key) as unknown;
      },
    });
    const tab = await openTab(storage);
    await tab.connect(true);
    tab.edit("1", "a");
    await clock.settle();
    await tab.answerTo("1");
    calls.length = 0;
    tab.edit("2", "a");
    await clock.settle();
    await tab.answerTo("2");
    expect(calls).toEqual(["putCommand", "settleCommand"]);
  });

  it("is read again when another tab tells of a change, and after a second for one that died before it could", async () => {
    const storage = createMemoryStorage();
    const newTabs = createLocalTabs();
    const silent: Tabs = { ...newTabs(), nudge: () => {} };
    const tab = await openTab(storage, newTabs());
    const [other, dying] = [await openTab(storage, newTabs()), await openTab(storage, silent)];
    await tab.connect(true);
    other.edit("told", "a");
    await clock.settle();
    expect(tab.sent()).toEqual(["told"]);
    await tab.answerTo("told");
    dying.edit("untold", "b");
    await clock.advance(1_000);
    tab.edit("mine", "c");
    await clock.settle();
    expect(tab.sent().toSorted()).toEqual(["mine", "untold"]);
  });
});

describe("any order of events", () => {
  it("[C6] every word arrives once, those of a tab in order within their lane and around barriers", async () => {
    const step = fc.record({
      type: fc.constantFrom("edit", "edit", "edit", "barrier", "online", "offline", "answer", "answer", "wait"),
      tab: fc.nat(1),
      lane: fc.constantFrom("a", "b", "c"),
      which: fc.nat(9),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (script) => {
        const storage = createMemoryStorage();
        const newTabs = createLocalTabs();
        const tabs = [await openTab(storage, newTabs()), await openTab(storage, newTabs())];
        const put: { readonly word: string; readonly tab: number; readonly lane: string | undefined }[] = [];
        const done = new Set<CommandId>();
        const arrived: string[] = [];
        const take = (command: Sent): void => {
          if (!done.has(command.id)) arrived.push(...(wordsOf(command).match(/\d+\./g) ?? []));
          done.add(command.id);
        };
        const perform = async (one: (typeof script)[number]): Promise<void> => {
          const tab = tabs[one.tab];
          if (tab === undefined) return;
          const word = `${put.length}.`;
          if (one.type === "edit") {
            put.push({ word, tab: one.tab, lane: one.lane });
            tab.edit(word, one.lane);
          }
          if (one.type === "barrier") {
            put.push({ word, tab: one.tab, lane: undefined });
            tab.other(word);
          }
          if (one.type === "online" || one.type === "offline") await tab.connect(one.type === "online");
          if (one.type === "wait") await clock.advance(3_100);
          const command = one.type === "answer" ? tab.open()[one.which % Math.max(1, tab.open().length)] : undefined;
          if (command !== undefined) {
            take(command);
            await tab.answer(command);
          }
          if (one.which % 3 === 0) await clock.settle();
        };
        for (const one of script) {
          await perform(one);
          for (const tab of tabs) expectApart(tab.open().filter(({ id }) => tab.outbox.find(id) !== undefined));
        }
        await tabs[1]?.connect(false);
        await tabs[0]?.connect(true);
        for (let round = 0; round <= put.length; round += 1) {
          await clock.advance(3_100);
          await perform({ type: "answer", tab: 0, lane: "a", which: round });
        }
        expect(arrived.toSorted()).toEqual(put.map(({ word }) => word).toSorted());
        const pairs = put.flatMap((before, at) => put.slice(at + 1).map((after) => [before, after] as const));
        const isWrong = ([before, after]: (typeof pairs)[number]): boolean =>
          before.tab === after.tab &&
          (before.lane === undefined || after.lane === undefined || before.lane === after.lane) &&
          arrived.indexOf(before.word) > arrived.indexOf(after.word);
        expect(pairs.filter(isWrong)).toEqual([]);
        for (const tab of tabs) expect(tab.outbox.entries.current()).toEqual([]);
        for (const tab of tabs) await tab.outbox.close();
      }),
      { seed: 20_261_128, numRuns: 150 },
    );
  });
});

/** No two of one lane, and no barrier beside another command. */
function expectApart(open: readonly Sent[]): void {
  const lanes = open.map((command) => (command.name === MERGING.name ? (command.args as Args).lane : "barrier"));
  expect(new Set(lanes).size).toBe(lanes.length);
  expect(lanes.length === 1 || !lanes.includes("barrier")).toBe(true);
}
