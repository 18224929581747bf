import type { CommandId, CommandResult, Cursor, ErrorBody, Store, StreamId } from "@nomous/protocol";
import { ClientError } from "../client-error.ts";
import type {
  AnswerNote,
  ClientStorage,
  DocumentCopy,
  KeptAnswer,
  OutboxCalls,
  StoredCommand,
  StreamCopy,
} from "./client-storage.ts";
import {
  cursorOf,
  isAtLeast,
  isReplaceable,
  ITEMS_READ,
  leftOf,
  newPart,
  noteAnswer,
  raisedFloor,
  RESULTS_KEPT,
} from "./client-storage.ts";

/** What was read from the bridge. */
interface Read {
  readonly copies: Map<StreamId, StreamCopy>;
  readonly states: Map<StreamId, DocumentCopy>;
  readonly marks: Map<StreamId, Cursor>;
  readonly answers: Map<string, KeptAnswer & AnswerNote>;
}

/** Keeps everything until the process ends; several clients may share one. `trouble`: why it is not one that stays, where that was wanted. */
export function createMemoryStorage(trouble?: ErrorBody): ClientStorage {
  const read: Read = { copies: new Map(), states: new Map(), marks: new Map(), answers: new Map() };
  let store: Store | undefined;
  return {
    origin: { kind: "memory", wasEmpty: true, trouble },
    readStore: async () => store,
    async adoptStore(next) {
      const isOther = store !== undefined && store.id !== next.id;
      if (isOther) for (const map of [read.copies, read.states, read.marks, read.answers]) map.clear();
      store = next;
    },
    ...copiesIn(read),
    ...statesIn(read),
    ...answersIn(read),
    ...createMemoryOutbox(),
    close: async () => {},
  };
}

type Copies = Pick<
  ClientStorage,
  "readCopy" | "readCursor" | "readItems" | "addToCopy" | "forgetCopy" | "readMarks" | "putMark"
>;

const copiesIn = ({ copies, marks }: Read): Copies => ({
  readCopy: async (sid) => copies.get(sid),
  async readCursor(sid) {
    const copy = copies.get(sid);
    return copy && cursorOf(copy);
  },
  readItems: async (sid, after) => copies.get(sid)?.items.slice(after, after + ITEMS_READ) ?? [],
  async addToCopy(sid, piece) {
    const copy = copies.get(sid);
    const part = newPart(copy && cursorOf(copy), piece);
    if (part === undefined) return;
    const { epoch, createdAt, items } = part;
    if (copy === undefined || part.first === 1) copies.set(sid, { epoch, createdAt, items });
    else copies.set(sid, { ...copy, items: [...copy.items, ...items] });
  },
  async forgetCopy(sid) {
    copies.delete(sid);
    marks.delete(sid);
  },
  readMarks: async () => new Map(marks),
  putMark: async (sid, cursor) => void marks.set(sid, cursor),
});

const statesIn = ({ states, marks }: Read): Pick<ClientStorage, "readState" | "putState" | "forgetState"> => ({
  readState: async (sid) => states.get(sid),
  async putState(sid, copy) {
    if (isAtLeast(copy.cursor, states.get(sid)?.cursor)) states.set(sid, copy);
  },
  async forgetState(sid) {
    states.delete(sid);
    marks.delete(sid);
  },
});

const answersIn = ({ answers }: Read): Pick<ClientStorage, "readAnswer" | "putAnswer"> => ({
  async readAnswer(key) {
    const answer = answers.get(key);
    return answer && { at: answer.at, json: answer.json };
  },
  async putAnswer(key, answer) {
    const { note, dropped } = noteAnswer([...answers.values()], key, answer);
    answers.set(key, { ...answer, ...note });
    for (const old of dropped) answers.delete(old);
  },
});

/** The part of it that keeps what waits. */
export function createMemoryOutbox(): OutboxCalls {
  const commands = new Map<CommandId, StoredCommand>();
  const results = new Map<CommandId, CommandResult>();
  let floor = "";
  const inOrder = (): StoredCommand[] => [...commands.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    readOutbox: async () => ({ commands: inOrder(), floor }),
    async putCommand(command) {
      if (command.id < floor) throw new ClientError("expired", "The command's id is below the outbox floor.");
      commands.set(command.id, command);
    },
    async claimCommand(id) {
      const command = commands.get(id);
      if (command === undefined || command.refusal !== undefined) return false;
      commands.set(id, { ...command, maybeSent: true });
      return true;
    },
    async withdrawCommand(id) {
      const command = commands.get(id);
      return command !== undefined && !command.maybeSent && commands.delete(id);
    },
    async replaceCommands(ids, by) {
      if (!ids.every((id) => isReplaceable(commands.get(id)))) return false;
      for (const id of ids) commands.delete(id);
      for (const command of by) commands.set(command.id, command);
      return true;
    },
    async settleCommand(result, keep) {
      const left = leftOf(commands.get(result.id), result, keep);
      if (left === undefined) commands.delete(result.id);
      else commands.set(result.id, left);
      results.set(result.id, result);
      for (const id of [...results.keys()].slice(0, -RESULTS_KEPT)) results.delete(id);
    },
    readResult: async (id) => results.get(id),
    async dismissCommand(id) {
      if (commands.get(id)?.refusal !== undefined) commands.delete(id);
    },
    async raiseFloor(to) {
      floor = raisedFloor(floor, to, inOrder());
      return floor;
    },
  };
}
