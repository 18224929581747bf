import {
  type Actor,
  type CommandArgs,
  EMPTY_TREE,
  newCommandId,
  newConversationId,
  newTurnId,
  type Runtime,
} from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { expect, test } from "vitest";
import { decidePrompt, type PromptState } from "./prompt.ts";

const runtime: Runtime = { clock: new FakeClock(), random: createSeededRandom(1) };
const actor = { person: "Ada", client: "a" } as unknown as Actor;
const context = { actor, now: 5, command: newCommandId(runtime), run: 3 };
const state: PromptState = {
  summary: undefined,
  tree: EMPTY_TREE,
  head: 0,
  isAnswerTaken: false,
  candidates: [{ id: "workspace", name: "workspace search (no model)", kind: "search", merit: "because it is here" }],
  wishes: [],
};
const args: CommandArgs<"conversation.prompt"> = {
  conversation: newConversationId(runtime),
  turn: newTurnId(runtime),
  answer: newTurnId(runtime),
  parent: null,
  text: "Why?",
  attachments: [],
};

test("[C2] a prompt's decision names what it rests on, and holds all that follows from it", () => {
  const sids = {
    conversation: `conversation/${args.conversation}`,
    generation: `generation/${args.answer}`,
  };
  const decision = decidePrompt({ ...state, head: 7 }, args, context);
  const agent = { ...actor, agent: "workspace" };
  expect(decision).toMatchObject({
    status: "applied",
    change: {
      expect: [
        { sid: sids.conversation, head: 7 },
        { sid: sids.generation, head: 0 },
      ],
      appends: [
        { sid: sids.conversation, actor },
        { sid: "conversations", actor },
        { sid: sids.generation, actor: agent },
      ],
      records: [
        {
          kind: "generation",
          id: args.answer,
          value: { conversation: args.conversation, command: context.command, run: 3 },
          actor: agent,
        },
      ],
    },
    effect: {
      type: "generation.start",
      generation: { answer: args.answer, route: { engine: "workspace" }, path: [{ id: args.turn, text: "Why?" }] },
    },
  });
  expect(decidePrompt({ ...state, head: 7 }, args, context)).toEqual(decision);
});

test("without any engine a prompt is refused, not lost in silence", () => {
  expect(decidePrompt({ ...state, candidates: [] }, args, context)).toMatchObject({
    status: "rejected",
    error: { code: "not-found", message: "No engine is available." },
  });
});
