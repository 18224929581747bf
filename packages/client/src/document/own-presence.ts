import type { Clock, TextSelection } from "@nomous/protocol";
import { Throttle } from "../signal.ts";

const PRESENT_MS = 50;

/** Tells where this tab is in a document: at once, and then not more often than others can follow. */
export class OwnPresence {
  readonly #tell: (at: { selection: TextSelection | null } | null) => void;
  readonly #throttle: Throttle;
  #selection: TextSelection | null = null;

  constructor(clock: Clock, tell: (at: { selection: TextSelection | null } | null) => void) {
    this.#tell = tell;
    this.#throttle = new Throttle(clock, () => this.tell(), PRESENT_MS);
  }

  /** `null`: reading, without a cursor. */
  present(selection: TextSelection | null): void {
    this.#selection = selection;
    this.#throttle.touch();
  }

  /** The bridge has to be told again. */
  tell(): void {
    this.#tell({ selection: this.#selection });
  }

  end(): void {
    this.#tell(null);
    this.#throttle.stop();
  }
}
