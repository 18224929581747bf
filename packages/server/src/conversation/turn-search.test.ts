import {
  type Actor,
  type AnswerOutcome,
  type ConversationEvent,
  type ConversationId,
  type ConversationSummary,
  type ConversationTree,
  EMPTY_TREE,
  growTree,
  newConversationId,
  newTurnId,
  type TurnId,
} from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { expect, test } from "vitest";
import { StorageError } from "../storage/storage.ts";
import { TurnSearch } from "./turn-search.ts";

const runtime = { clock: new FakeClock(), random: createSeededRandom(1) };
const OUTCOME: AnswerOutcome = { reason: "done", citations: [], turns: [], count: 1, totalMs: 1 };
const actor = { person: "Ada", client: "a" } as unknown as Actor;

/** Conversations of prompts and answers by turns, oldest first, that count how often they are read. */
function makeConversations(texts: readonly (readonly string[])[], engine = "llama/x") {
  const trees = new Map<ConversationId, ConversationTree>();
  const list = new Map<ConversationId, ConversationSummary>();
  let at = 0;
  for (const [i, turns] of texts.entries()) {
    const conversation = newConversationId(runtime);
    const events: ConversationEvent[] = [];
    let parent: TurnId | null = null;
    for (const text of turns) {
      const id = newTurnId(runtime);
      at += 1;
      if (parent === null || events.at(-1)?.type === "answer.ended")
        events.push({ type: "turn.added", turn: { role: "person", id, parent, text, attachments: [], at, actor } });
      else
        events.push(
          { type: "answer.started", id, parent, at, actor: { ...actor, agent: engine } },
          { type: "answer.ended", id, at, outcome: { ...OUTCOME, text } },
        );
      parent = id;
    }
    trees.set(conversation, growTree(EMPTY_TREE, events));
    list.set(conversation, {
      id: conversation,
      title: `Talk ${i}`,
      createdAt: at,
      activeAt: at,
      turns: turns.length,
      branches: 1,
    });
  }
  const reads = { count: 0 };
  const conversations = {
    list: async () => list,
    load: async (id: ConversationId) => {
      reads.count += 1;
      return { tree: trees.get(id) ?? EMPTY_TREE, head: 1 };
    },
  };
  return { conversations, reads, ids: [...trees.keys()] };
}

test("10,000 turns are read once, and then searched in memory", async () => {
  const texts = Array.from({ length: 100 }, (_, i) => Array.from({ length: 100 }, (_, k) => `talk ${i} turn ${k}`));
  const { conversations, reads, ids } = makeConversations(texts);
  const search = new TurnSearch(conversations, () => false);
  const hits = await search.search("TURN 98 talk 42", 1_000);
  expect(hits.map(({ conversation, title }) => [conversation, title])).toEqual([
    [ids[98], "Talk 98"],
    [ids[42], "Talk 42"],
  ]);
  expect(reads.count).toBe(100);
  expect(await search.search("turn", 7)).toHaveLength(7);
  expect(await search.search("missing", 7)).toEqual([]);
  expect(reads.count).toBe(100);
});

test("more than 20,000 turns are not kept: the newest conversations are searched", async () => {
  const texts = Array.from({ length: 5 }, (_, i) => Array.from({ length: 5_000 }, () => `talk${i}`));
  const { conversations, reads } = makeConversations(texts);
  const search = new TurnSearch(conversations, () => false);
  expect(await search.search("talk4", 1)).toHaveLength(1);
  expect(await search.search("talk0", 1)).toEqual([]);
  expect(reads.count).toBe(4);
});

test("an excerpt is one line of plain words that begins a few words before the first hit", async () => {
  const filler = "some words that nobody looks for ".repeat(10).trim();
  const { conversations } = makeConversations([
    [`# The **journal**\n\n> - [1] \`commit()\` first\n\n\`\`\`ts\nawait commit(all[0]);\n\`\`\``],
    [`${filler}\n\n## The needle\n\n1. ${filler}`],
    [`${"x".repeat(100)}thimble`],
  ]);
  const search = new TurnSearch(conversations, () => false);
  const excerpt = async (text: string) => (await search.search(text, 1))[0]?.excerpt ?? "";
  expect(await excerpt("commit")).toBe("The journal commit() first await commit(all[0]);");
  const cut = await excerpt("needle looks");
  expect(cut.startsWith("some words that nobody looks for")).toBe(true);
  const late = await excerpt("needle");
  expect(late).toMatch(/^…some words that nobody looks for The needle some words .* that…$/);
  expect(late.length).toBeLessThanOrEqual(200);
  expect(await excerpt("thimble")).toBe("…thimble");
});

test("a damaged conversation is not searched, and the others are", async () => {
  const { conversations, ids } = makeConversations([["one journal"], ["two journal"]]);
  const load = async (id: ConversationId) => {
    if (id === ids[1]) throw new StorageError("corrupt", "A segment is damaged.");
    return conversations.load(id);
  };
  const hits = await new TurnSearch({ ...conversations, load }, () => false).search("journal", 5);
  expect(hits.map(({ title }) => title)).toEqual(["Talk 0"]);
});

test("a question recalls turns that share its rare words, of other conversations, and no quotations", async () => {
  const texts = [
    ["how does the journal number segments", "the journal numbers segments before the commit"],
    ["how does the journal start", "it opens the store"],
    ["what is for lunch", "soup"],
  ];
  const { conversations, ids } = makeConversations(texts);
  const search = new TurnSearch(conversations, (engine) => engine === "workspace");
  const asked = "Which segments does the journal number?";
  const recalled = await search.recall(asked, 5, ids[2] as ConversationId);
  expect(recalled.map(({ title, role }) => [title, role])).toContainEqual(["Talk 0", "person"]);
  expect(recalled.map(({ title }) => title)).not.toContain("Talk 2");
  expect(recalled[0]?.excerpt).toContain("segments");
  expect(await search.recall(asked, 5, ids[0] as ConversationId)).toEqual([]);
  expect(await search.recall("what is it", 5, ids[0] as ConversationId)).toEqual([]);

  const quoting = makeConversations(texts, "workspace");
  const found = await new TurnSearch(quoting.conversations, (engine) => engine === "workspace").recall(
    asked,
    5,
    ids[2] as ConversationId,
  );
  expect(found.map(({ role }) => role)).toEqual(["person"]);
});
