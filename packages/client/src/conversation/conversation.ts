// One conversation: the tree that the bridge has, with the prompts that wait in the outbox below it.
import type { CommandId, ConversationId, ConversationTree, TurnId } from "@nomous/protocol";
import { ConversationEvent, conversationStream, EMPTY_TREE, growTree } from "@nomous/protocol";
import type { ConversationView } from "../client.ts";
import { Replica } from "../stream/replica.ts";
import type { Ended } from "./answer.ts";
import { decodeItems } from "./decode-items.ts";
import type { LibraryParts } from "./library.ts";
import { View } from "./view.ts";
import { eventsOf, promptOf, refusalOf, type WaitingPrompt, waitingOf } from "./waiting-prompts.ts";

type Refused = ConversationView["refused"][number];

export class Conversation {
  readonly view: View<ConversationView>;
  readonly #parts: LibraryParts;
  readonly #id: ConversationId;
  readonly #replica: Replica<ConversationTree>;
  /** Turns that are shown and not in the bridge's tree, with their commands: they wait, or were applied a moment ago. */
  #ahead: ReadonlyMap<CommandId, WaitingPrompt> = new Map();
  /** The bridge's tree that is shown. */
  #shown: ConversationTree = EMPTY_TREE;

  constructor(parts: LibraryParts, id: ConversationId, changed: () => void) {
    this.#parts = parts;
    this.#id = id;
    this.#replica = new Replica({
      ...parts,
      sid: conversationStream(id),
      empty: EMPTY_TREE,
      fold: (tree, items) => growTree(tree, decodeItems(ConversationEvent, items)),
      changed: () => {
        this.view.touch();
        changed();
      },
    });
    this.view = new View({
      clock: parts.clock,
      compute: (before) => this.#compute(before),
      hold: () => this.#replica.hold(),
    });
  }

  /** The outbox or the connection changed. */
  touch(): void {
    this.view.touch();
    this.#replica.lookAgain();
  }

  ended(answer: TurnId): Ended | undefined {
    const { turns } = this.#replica.value;
    const turn = turns.get(answer);
    if (turn?.role !== "engine" || turn.outcome === undefined) return undefined;
    return { outcome: turn.outcome, askedAt: turns.get(turn.parent)?.at ?? turn.at };
  }

  forget(): void {
    this.#replica.forget();
  }

  saved(): Promise<void> {
    return this.#replica.saved();
  }

  #compute(before: ConversationView | undefined): ConversationView {
    const { waiting, refused } = this.#queued();
    // Nobody reads a past that rushes by, and folding it piece by piece would cost more than all at once.
    const isRushing = this.#replica.isFirstReading && waiting.size + this.#ahead.size === 0;
    const tree = isRushing ? EMPTY_TREE : this.#replica.value;
    const ahead = new Map<CommandId, WaitingPrompt>();
    for (const [id, prompt] of this.#ahead) if (this.#parts.outbox.wasApplied(id)) ahead.set(id, prompt);
    for (const [id, prompt] of waiting) ahead.set(id, prompt);
    for (const [id, { turn }] of ahead) if (tree.turns.has(turn.id)) ahead.delete(id);
    const status = isRushing ? "loading" : this.#status(ahead.size > 0);
    const isSame =
      before?.status === status &&
      this.#shown === tree &&
      areSame([...before.waiting.values()], [...waiting.keys()]) &&
      areSame([...this.#ahead.keys()], [...ahead.keys()]) &&
      areSame(ids(before.refused), ids(refused));
    if (isSame) return before;
    this.#ahead = ahead;
    this.#shown = tree;
    const turnsWaiting = new Map([...waiting].map(([id, { turn }]) => [turn.id, id]));
    return { status, tree: treeWith(tree, ahead), waiting: turnsWaiting, refused };
  }

  #queued(): { waiting: Map<CommandId, WaitingPrompt>; refused: Refused[] } {
    const { outbox, clientId, person } = this.#parts;
    const waiting = new Map<CommandId, WaitingPrompt>();
    const refused: Refused[] = [];
    for (const command of outbox.commands.current()) {
      const prompt = promptOf(command);
      if (prompt === undefined || prompt.conversation !== this.#id) continue;
      if (command.refusal !== undefined) refused.push(refusalOf(command, prompt, command.refusal));
      else waiting.set(command.id, waitingOf(command, prompt, clientId, person()));
    }
    return { waiting, refused };
  }

  #status(hasOwn: boolean): ConversationView["status"] {
    const { status, isEmpty } = this.#replica;
    if (status === "missing") return hasOwn ? "cached" : "missing";
    return status === "cached" && isEmpty && !hasOwn && !this.#parts.isAway() ? "loading" : status;
  }
}

const ids = (refused: readonly Refused[]): CommandId[] => refused.map(({ id }) => id);
const areSame = (a: readonly CommandId[], b: readonly CommandId[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

const treeWith = (tree: ConversationTree, ahead: ReadonlyMap<CommandId, WaitingPrompt>): ConversationTree =>
  ahead.size === 0 ? tree : growTree(tree, [...ahead.values()].flatMap(eventsOf));
