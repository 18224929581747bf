import { type ChatSettings, type Client, LIMITS, pathTo, systemRuntime, type TurnId } from "@nomous/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createOfflineClient } from "../../web-fixture.tsx";
import { readingPath } from "../branch/branches.ts";
import { promptProblem, rewriteWaiting, type Sent, sendPrompt } from "./prompt.ts";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
});
afterEach(() => client.close());

const bridge = () => ({ client, runtime: systemRuntime, connection: client.connection });
const ask = (text: string, conversation?: Sent["conversation"], parent: TurnId | null = null): Sent =>
  sendPrompt(bridge(), { text, attachments: [], settings: {} }, { conversation, parent, inherited: {} });

/** What the conversation holds, read from its root. */
function texts(conversation: Sent["conversation"]): readonly string[] {
  const { tree } = client.conversation(conversation).current();
  return readingPath(tree, undefined).flatMap((turn) => (turn.role === "person" ? [turn.text] : []));
}

/** Two prompts, the second below the answer that the first will get. */
async function queueTwo(): Promise<{ first: Sent; second: Sent }> {
  const first = ask("first");
  await vi.waitFor(() => expect(texts(first.conversation)).toEqual(["first"]));
  const { tree } = client.conversation(first.conversation).current();
  const second = ask("second", first.conversation, readingPath(tree, undefined).at(-1)?.id);
  await vi.waitFor(() => expect(texts(first.conversation)).toEqual(["first", "second"]));
  return { first, second };
}

test("[C6] with the bridge away prompts wait in order, each below the answer to the one before", async () => {
  const { first, second } = await queueTwo();
  const { tree, waiting } = client.conversation(first.conversation).current();
  expect([...waiting.keys()]).toEqual([first.turn, second.turn]);
  expect(pathTo(tree, second.turn).map((turn) => turn.role)).toEqual(["person", "engine", "person"]);
});

test("a waiting prompt that is rewritten keeps its place and what waits below it", async () => {
  const { first, second } = await queueTwo();
  expect(await rewriteWaiting(client, first.turn, "changed")).toBe(true);
  await vi.waitFor(() => expect(texts(first.conversation)).toEqual(["changed", "second"]));
  expect([...client.conversation(first.conversation).current().waiting.keys()]).toEqual([first.turn, second.turn]);
});

test("what waits below a prompt that is taken back goes on from where that one stood", async () => {
  const { first, second } = await queueTwo();
  expect(await rewriteWaiting(client, first.turn)).toBe(true);
  await vi.waitFor(() => expect(texts(first.conversation)).toEqual(["second"]));
  const { tree } = client.conversation(first.conversation).current();
  expect(tree.turns.get(second.turn)?.parent).toBeNull();
});

test("a prompt that does not wait cannot be taken back", async () => {
  const { first } = await queueTwo();
  await rewriteWaiting(client, first.turn);
  expect(await rewriteWaiting(client, first.turn)).toBe(false);
});

/** The settings that each waiting prompt carries. */
const carried = () => client.outbox.current().map(({ args }) => (args as { settings?: ChatSettings }).settings);

test("settings go with a prompt only where they differ from those that hold there", async () => {
  const settings = { seed: 7 };
  const place = { conversation: undefined, parent: null };
  sendPrompt(bridge(), { text: "a", attachments: [], settings }, { ...place, inherited: {} });
  sendPrompt(bridge(), { text: "b", attachments: [], settings }, { ...place, inherited: settings });
  sendPrompt(bridge(), { text: "c", attachments: [], settings: {} }, { ...place, inherited: settings });
  await vi.waitFor(() => expect(carried()).toEqual([settings, undefined, {}]));
});

test("settings that a prompt brought still hold for what follows when it is taken back", async () => {
  const settings = { seed: 7 };
  const prompt = { text: "first", attachments: [], settings };
  const first = sendPrompt(bridge(), prompt, { conversation: undefined, parent: null, inherited: {} });
  await vi.waitFor(() => expect(texts(first.conversation)).toEqual(["first"]));
  const { tree } = client.conversation(first.conversation).current();
  ask("second", first.conversation, readingPath(tree, undefined).at(-1)?.id);
  await vi.waitFor(() => expect(carried()).toEqual([settings, undefined]));
  expect(await rewriteWaiting(client, first.turn)).toBe(true);
  await vi.waitFor(() => expect(carried()).toEqual([settings]));
});

test("a message takes so many files and no more", () => {
  const files = Array.from({ length: LIMITS.attachments + 1 }, (_, i) => ({ path: `${i}.ts` }));
  expect(promptProblem({ text: "", attachments: files })).toBe("17 files are attached; a message takes 16.");
  expect(promptProblem({ text: "", attachments: files.slice(1) })).toBeUndefined();
});

test("a message is bounded by its bytes", () => {
  expect(promptProblem({ text: "a".repeat(LIMITS.promptBytes), attachments: [] })).toBeUndefined();
  expect(promptProblem({ text: "ж".repeat(LIMITS.promptBytes), attachments: [] })).toBe(
    "96 KiB; a message holds 48 KiB. Attach a file instead.",
  );
});
