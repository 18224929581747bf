// A model that writes what a test says, and a workspace that is a record of files.
import type { AnswerProgress, ChatSettings, ConversationId, TurnId } from "@nomous/protocol";
import type { EngineMessage, EnginePart, EngineRequest } from "../engine/engine.ts";
import type { ChatInput, ChatModel } from "../model/chat-model.ts";
import { type Passage, type Retriever, WorkspaceError } from "../workspace/workspace-source.ts";
import type { AttachmentFiles } from "./read-attached.ts";

interface TestModelOptions extends Partial<Pick<ChatModel, "canSee" | "open" | "chat">> {
  readonly contextTokens?: number;
  readonly isExact?: boolean;
  /** What it says of its load; nothing when it is loaded. */
  readonly loading?: readonly AnswerProgress[];
  readonly parts?: readonly EnginePart[];
}

export interface TestModel extends ChatModel {
  /** What it was asked, in order. */
  readonly asked: readonly ChatInput[];
  /** How often it was asked to count. */
  readonly counted: () => number;
}

/** A token is four characters. */
export const tokensOf = (text: string): number => Math.ceil(text.length / 4);

export function createTestModel(options: TestModelOptions = {}): TestModel {
  const { contextTokens, isExact = true, loading = [], parts = [], ...own } = options;
  const asked: ChatInput[] = [];
  let counted = 0;
  return {
    id: "llama/test",
    name: "Test 1B",
    canSee: false,
    contextTokens: () => contextTokens,
    async *open() {
      for (const progress of loading) yield { type: "progress", progress };
    },
    async count(texts) {
      counted += 1;
      return { tokens: texts.map(tokensOf), isExact };
    },
    async *chat(input) {
      asked.push(input);
      yield* parts;
    },
    asked,
    counted: () => counted,
    ...own,
  };
}

export const createTestFiles = (files: Readonly<Record<string, string | Uint8Array>>): AttachmentFiles => ({
  async read(path, from, to) {
    const content = files[path];
    if (content === undefined) throw new WorkspaceError("not-found", `${path} does not exist.`);
    if (typeof content !== "string") throw new WorkspaceError("not-text", `${path} is not text in UTF-8.`);
    const lines = content === "" ? [] : content.split("\n");
    return { path, from, lines: lines.slice(from - 1, to), total: lines.length };
  },
  async readImage(path) {
    const data = files[path];
    if (data instanceof Uint8Array && data[0] === 0x89) return { type: "image/png", data };
    throw new WorkspaceError("not-text", `${path} is no PNG, JPEG, WebP or GIF image.`);
  },
});

export const PNG = Uint8Array.of(0x89, 1, 2, 3);

export const foundPassages = (...found: readonly Omit<Passage, "score">[]): Retriever => ({
  search: async (_query, limit) => found.slice(0, limit).map((passage) => ({ ...passage, score: 1 })),
});

export const asks = (text: string, ...paths: readonly string[]): EngineMessage => ({
  role: "person",
  turn: "t" as TurnId,
  text,
  attachments: paths.map((path) => ({ path })),
});

export const says = (text: string): EngineMessage => ({ role: "engine", turn: "t" as TurnId, text, attachments: [] });

export const requestOf = (messages: readonly EngineMessage[], settings: ChatSettings = {}): EngineRequest => ({
  conversation: "c" as ConversationId,
  messages,
  settings: { system: "", ...settings },
  recall: async () => [],
});
