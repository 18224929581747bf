// One answer: from the conversation when it has ended and is short enough to stand there, from its generation while it
// is written or when it is long.
import type { AnswerOutcome, TurnId } from "@nomous/protocol";
import { generationStream } from "@nomous/protocol";
import type { AnswerView } from "../client.ts";
import { Replica } from "../stream/replica.ts";
import { type AnswerText, EMPTY_ANSWER, growAnswer } from "./answer-text.ts";
import type { LibraryParts } from "./library.ts";
import { View } from "./view.ts";

/** How an answer ended, and when its prompt was written. */
export interface Ended {
  readonly outcome: AnswerOutcome;
  readonly askedAt: number;
}

export class Answer {
  readonly view: View<AnswerView>;
  readonly #ended: () => Ended | undefined;
  readonly #generation: Replica<AnswerText>;
  /** What of the generation is shown. */
  #shown: AnswerText | undefined;
  #isHeld = false;
  #release: (() => void) | undefined;

  constructor(parts: LibraryParts, id: TurnId, ended: () => Ended | undefined) {
    this.#ended = ended;
    this.#generation = new Replica({
      ...parts,
      sid: generationStream(id),
      empty: EMPTY_ANSWER,
      fold: growAnswer,
      changed: () => this.view.touch(),
    });
    this.view = new View({
      clock: parts.clock,
      compute: (before) => this.#compute(before),
      hold: () => {
        this.#isHeld = true;
        this.touch();
        return () => {
          this.#isHeld = false;
          this.#letGo();
        };
      },
    });
  }

  /** The conversations changed: perhaps one of them has the answer now. */
  touch(): void {
    if (!this.#isHeld) return;
    if (this.#settled() === undefined) this.#release ??= this.#generation.hold();
    else if (this.#release !== undefined) {
      this.#letGo();
      this.#generation.forgetCopy();
      this.view.touch();
    }
    this.#generation.lookAgain();
  }

  forget(): void {
    this.#generation.forget();
  }

  saved(): Promise<void> {
    return this.#generation.saved();
  }

  #letGo(): void {
    this.#release?.();
    this.#release = undefined;
  }

  /** The answer as its conversation has it, unless something is left out there. */
  #settled(): Ended | undefined {
    const ended = this.#ended();
    return ended?.outcome.text === undefined || ended.outcome.isShortened === true ? undefined : ended;
  }

  #compute(before: AnswerView | undefined): AnswerView {
    const generation = this.#generation;
    const settled = generation.end === undefined ? this.#settled() : undefined;
    if (settled !== undefined) return before?.status === "ended" ? before : viewOfOutcome(settled);
    const { value, end } = generation;
    const status = statusOf(generation);
    if (before?.status === status && this.#shown === value) return before;
    this.#shown = value;
    return { ...value, status, end };
  }
}

function statusOf({ status, end, isDamaged, isEmpty }: Replica<AnswerText>): AnswerView["status"] {
  if (status === "missing") return "missing";
  if (end !== undefined) return "ended";
  if (isDamaged) return "damaged";
  return isEmpty ? "loading" : "writing";
}

function viewOfOutcome({ outcome, askedAt }: Ended): AnswerView {
  const { reason, route, text = "", reasoning = "", calls = [], context, stats } = outcome;
  const { citations, turns, count, textCount, firstMs, totalMs, error } = outcome;
  return {
    status: "ended",
    text,
    reasoning,
    calls,
    route,
    citations,
    turns,
    progress: undefined,
    context,
    stats,
    // Before there was more to count, everything else was the route and the sources.
    count: textCount ?? count - citations.length - turns.length - (route === undefined ? 0 : 1),
    end: { reason, count, ...(error === undefined ? {} : { error }) },
    firstAt: firstMs === undefined ? undefined : askedAt + firstMs,
    lastAt: askedAt + totalMs,
  };
}
