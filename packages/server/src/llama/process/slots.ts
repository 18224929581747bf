// The places of one context. An answer takes the place that still knows most of its prompt, so that a second turn is not
// read again from the start; who finds none free waits in the order of coming.
import type { ConversationId, ModelSlot } from "@nomous/protocol";
import type { LlamaContextSequence, Token } from "node-llama-cpp";

export class Slot {
  readonly sequence: LlamaContextSequence;
  doing: ModelSlot["doing"] = "idle";
  conversation: ConversationId | undefined;
  perSecond: number | undefined;
  /** The higher, the later it was used. */
  usedAt = 0;

  constructor(sequence: LlamaContextSequence) {
    this.sequence = sequence;
  }

  describe(): ModelSlot {
    return {
      doing: this.doing,
      ...(this.conversation !== undefined && { conversation: this.conversation }),
      tokens: this.sequence.nextTokenIndex,
      ...(this.perSecond !== undefined && { perSecond: this.perSecond }),
    };
  }
}

/** What is known of a place before one is taken. */
export interface Place {
  readonly conversation: ConversationId | undefined;
  /** Tokens that it holds. */
  readonly held: number;
  /** Of these, those that the prompt begins with. */
  readonly shared: number;
  readonly usedAt: number;
}

/**
 * The best of the idle places: the conversation's own; one that loses no more than half of what it holds, most shared first;
 * an empty one; the one that was used longest ago.
 */
export function pickPlace<P extends Place>(idle: readonly P[], conversation: ConversationId): P | undefined {
  const mostShared = (places: readonly P[]): P | undefined => places.toSorted((a, b) => b.shared - a.shared)[0];
  return (
    mostShared(idle.filter((place) => place.conversation === conversation)) ??
    mostShared(idle.filter(({ held, shared }) => shared > 0 && shared * 2 >= held)) ??
    idle.find(({ held }) => held === 0) ??
    idle.toSorted((a, b) => a.usedAt - b.usedAt)[0]
  );
}

interface Waiter {
  readonly take: (slot: Slot | undefined) => void;
  readonly pick: () => Slot | undefined;
  readonly moved: (ahead: number) => void;
  /** As it was told last. */
  ahead: number;
}

export class Slots {
  readonly all: readonly Slot[];
  readonly #waiters: Waiter[] = [];
  readonly #changed: () => void;
  #uses = 0;

  constructor(sequences: readonly LlamaContextSequence[], changed: () => void) {
    this.all = sequences.map((sequence) => new Slot(sequence));
    this.#changed = changed;
  }

  get waiting(): number {
    return this.#waiters.length;
  }

  /** `undefined` when `signal` fires before there is a free one. `moved` is told how many are ahead, at first and after each move. */
  async take(
    conversation: ConversationId,
    prompt: readonly Token[],
    signal: AbortSignal,
    moved: (ahead: number) => void,
  ): Promise<Slot | undefined> {
    if (signal.aborted) return undefined;
    const pick = (): Slot | undefined => this.#pick(conversation, prompt);
    const slot = (this.#waiters.length === 0 ? pick() : undefined) ?? (await this.#wait(pick, moved, signal));
    if (slot === undefined) return undefined;
    slot.conversation = conversation;
    slot.usedAt = this.#uses += 1;
    this.set(slot, "prefill");
    return slot;
  }

  set(slot: Slot, doing: Slot["doing"]): void {
    slot.doing = doing;
    slot.perSecond = undefined;
    this.#changed();
  }

  give(slot: Slot): void {
    this.set(slot, "idle");
    const next = this.#waiters.shift();
    next?.take(next.pick());
    this.#tellMoved();
  }

  #tellMoved(): void {
    for (const [ahead, waiter] of this.#waiters.entries()) {
      if (waiter.ahead !== ahead) waiter.moved(ahead);
      waiter.ahead = ahead;
    }
  }

  #wait(pick: Waiter["pick"], moved: Waiter["moved"], signal: AbortSignal): Promise<Slot | undefined> {
    return new Promise((resolve) => {
      const waiter: Waiter = {
        pick,
        moved,
        ahead: -1,
        take(slot) {
          signal.removeEventListener("abort", leave);
          // The place is taken before anybody else can look.
          if (slot !== undefined) slot.doing = "prefill";
          resolve(slot);
        },
      };
      const leave = (): void => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        waiter.take(undefined);
        this.#tellMoved();
        this.#changed();
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#waiters.push(waiter);
      this.#tellMoved();
      this.#changed();
    });
  }

  #pick(conversation: ConversationId, prompt: readonly Token[]): Slot | undefined {
    const places = this.all
      .filter(({ doing }) => doing === "idle")
      .map((slot) => ({
        slot,
        conversation: slot.conversation,
        held: slot.sequence.nextTokenIndex,
        shared: slot.sequence.compareContextTokens([...prompt]).firstDifferentIndex,
        usedAt: slot.usedAt,
      }));
    return pickPlace(places, conversation)?.slot;
  }
}
