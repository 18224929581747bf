// The end of a simulation: everything is healed and comes to rest, everybody leaves, and then the disk, the views and the
// ledger must agree.
import { isDeepStrictEqual } from "node:util";
import {
  type CommandArgs,
  CONVERSATIONS,
  conversationStream,
  EMPTY_LIST,
  EMPTY_TREE,
  generationStream,
  growList,
  growTree,
  ITEM,
  type StreamId,
} from "@nomous/protocol";
import { checkLedger } from "@nomous/testkit";
import type { Storage } from "../../packages/server/src/storage/storage.ts";
import { contentOf, eventsOf, type FinalStream, listEventsOf, readStream, textOf } from "./final-log.ts";
import type { Views } from "./tab.ts";
import type { Asked, World } from "./world.ts";

/** Everything that is wrong; empty when all promises were kept. */
export async function judge(world: World): Promise<string[]> {
  const problems = await comeToRest(world);
  const views = [...world.tabs].map((tab) => tab.views());
  for (const tab of world.tabs)
    for (const sid of tab.followed) world.ledger.push({ type: "reader.caught-up", reader: tab.name, sid });
  await leave(world);
  if (world.network.connections.length > 0) problems.push(`${world.network.connections.length} sockets are left`);
  if (world.clock.timers > 0) problems.push(`${world.clock.timers} timers are left`);

  const storage = world.machine.openDisk();
  if (storage.store.epoch !== 0) problems.push("the store's epoch rose: the bridge believes that it lost data");
  const log = await readLog(world, storage);
  await recordLog(world, storage, log);
  problems.push(...checkLedger(world.ledger).map(({ code, where }) => `${code}: ${where}`));
  problems.push(...checkAnswers(world, log), ...views.flatMap((view) => checkViews(view, log)));
  return problems;
}

const MINUTE = 60_000;

async function comeToRest(world: World): Promise<string[]> {
  const { clock, network, machine, profiles, tabs, ledger } = world;
  network.nextConnect = "accept";
  if (!machine.isRunning) void machine.start();
  // An outbox is emptied by a tab of its profile only.
  for (const profile of profiles) {
    const tab = await world.open(profile);
    for (const sid of sidsOf(world)) tab.follow(sid);
    for (const id of world.conversations) tab.show(id);
    for (const id of world.answers.keys()) tab.watch(id);
  }
  for (let minutes = 0, before = -1; ; minutes += 1) {
    const restless = [...tabs].filter((tab) => !tab.isOnline || tab.client.outbox.current().length > 0);
    if (restless.length === 0 && ledger.length === before) return counted(world);
    if (minutes === 60) return ["there is no rest", ...restless.map((tab) => `${tab.name}: ${tab.describe()}`)];
    before = ledger.length;
    await clock.advance(MINUTE);
  }
}

function counted({ tabs, everyTab }: World): string[] {
  const waiting = [...tabs].filter(({ asking }) => asking > 0);
  const disturbed = everyTab.filter(({ client }) => client.counts().gaps + client.counts().repeatedItems > 0);
  return [
    ...waiting.map(({ name, asking }) => `${name} waits for ${asking} replies`),
    ...disturbed.map(({ name, client }) => `${name} was sent wrong items: ${JSON.stringify(client.counts())}`),
  ];
}

async function leave(world: World): Promise<void> {
  for (const tab of world.tabs) await world.wait(tab.close());
  await world.wait(world.machine.stop());
  await world.clock.advance(3 * MINUTE);
}

const sidsOf = ({ conversations, answers }: World): StreamId[] => [
  CONVERSATIONS,
  ...[...conversations].map(conversationStream),
  ...[...answers.keys()].map(generationStream),
];

type Log = ReadonlyMap<StreamId, FinalStream>;

async function readLog(world: World, storage: Storage): Promise<Log> {
  const log = new Map<StreamId, FinalStream>();
  for (const sid of sidsOf(world)) log.set(sid, await readStream(storage, sid));
  return log;
}

const streamOf = (log: Log, sid: StreamId): FinalStream => log.get(sid) ?? { sid, items: [], end: undefined };

async function recordLog({ ledger, asked }: World, storage: Storage, log: Log): Promise<void> {
  for (const { sid, items, end } of log.values()) {
    for (const [i, item] of items.entries()) {
      const isEnd = end !== undefined && i === items.length - 1;
      const content = isEnd ? `END ${end.reason}` : contentOf(item);
      const text = item.kind === ITEM.text ? { text: content.slice(2) } : {};
      ledger.push({ type: "log.item", sid, seq: i + 1, content, ...text });
    }
    if (end?.reason === "done") ledger.push({ type: "log.done", sid });
  }
  for (const command of asked.values()) {
    const { id, client, isStored, mayBeWithdrawn } = command;
    const { result, floor } = await storage.answered(client, id);
    if (result !== undefined) ledger.push({ type: "command.acknowledged", id, status: result.status, at: result.at });
    const answer = ledger.find((entry) => entry.type === "command.acknowledged" && entry.id === id);
    // What a client kept must have been brought to an end, by whichever tab.
    if (answer === undefined && isStored && !mayBeWithdrawn && id >= floor)
      ledger.push({ type: "command.acknowledged", id, status: "applied", at: -1 });
    const isApplied = answer?.type === "command.acknowledged" && answer.status === "applied";
    const effects = effectsOf(log, command) ?? (isApplied ? 1 : 0);
    for (let n = effects; n > 0; n -= 1) ledger.push({ type: "effect", id });
  }
}

/** How often the log shows what a command did; `undefined` for those that leave no trace of their own. */
function effectsOf(log: Log, { name, args }: Asked): number | undefined {
  if (name === "conversation.prompt") {
    const { conversation, turn } = args as CommandArgs<typeof name>;
    const events = eventsOf(streamOf(log, conversationStream(conversation)));
    return events.filter((event) => event.type === "turn.added" && event.turn.id === turn).length;
  }
  if (name === "conversation.rename") {
    const { title } = args as CommandArgs<typeof name>;
    const events = listEventsOf(streamOf(log, CONVERSATIONS));
    return events.filter((event) => event.type === "conversation.renamed" && event.title === title).length;
  }
  return undefined;
}

/** Each answer that was promised has ended, once, and its conversation says the same as its stream. */
function checkAnswers({ conversations }: World, log: Log): string[] {
  const problems: string[] = [];
  for (const id of conversations) {
    const { turns } = growTree(EMPTY_TREE, eventsOf(streamOf(log, conversationStream(id))));
    for (const turn of turns.values()) {
      if (turn.role !== "engine") continue;
      const stream = streamOf(log, generationStream(turn.id));
      const { outcome } = turn;
      if (outcome === undefined || stream.end === undefined) problems.push(`${stream.sid} has not ended`);
      else if (outcome.reason !== stream.end.reason || outcome.count !== stream.end.count)
        problems.push(`${stream.sid} ended as ${stream.end.reason}, its conversation says ${outcome.reason}`);
      else if (outcome.text !== undefined && outcome.text !== textOf(stream))
        problems.push(`${stream.sid} has another text than its conversation`);
    }
    for (const turn of turns.values())
      if (
        turn.role === "person" &&
        ![...turns.values()].some(({ parent, role }) => parent === turn.id && role === "engine")
      )
        problems.push(`${turn.id} was never answered`);
  }
  return problems;
}

/** What a tab shows is what the log says. */
function checkViews({ name, list, trees, answers }: Views, log: Log): string[] {
  const problems: string[] = [];
  const expected = growList(EMPTY_LIST, listEventsOf(streamOf(log, CONVERSATIONS)));
  if (list.status !== "live" || !isDeepStrictEqual(list.list, expected))
    problems.push(`${name} shows another list (${list.status})`);
  for (const [id, { status, tree, waiting }] of trees) {
    const stream = streamOf(log, conversationStream(id));
    const isRight = isDeepStrictEqual(tree, growTree(EMPTY_TREE, eventsOf(stream)));
    if (!isRight || waiting.size > 0 || status !== (stream.items.length > 0 ? "live" : "missing"))
      problems.push(`${name} shows another ${stream.sid} (${status}, ${waiting.size} waiting)`);
  }
  for (const [id, { status, text, end }] of answers) {
    const stream = streamOf(log, generationStream(id));
    const isRight = text === textOf(stream) && end?.reason === stream.end?.reason;
    if (!isRight || status !== (stream.end === undefined ? "missing" : "ended"))
      problems.push(`${name} shows another ${stream.sid} (${status})`);
  }
  return problems;
}
