// Somebody who has the document open through the SDK, and what a script makes them do. Each act is entered in the story before it happens,
// each promise when it is given.
import type { LiveDocument } from "@nomous/client";
import type { SeededRandom } from "@nomous/testkit";
import type { Story } from "./story.ts";
import { applied, type Change, insertion, markerOf, removal } from "./tokens.ts";

export interface AuthorParts {
  readonly name: string;
  readonly document: LiveDocument;
  readonly random: SeededRandom;
  readonly story: Story;
}

export class Author {
  readonly name: string;
  readonly document: LiveDocument;
  readonly #random: SeededRandom;
  readonly #story: Story;

  constructor({ name, document, random, story }: AuthorParts) {
    this.name = name;
    this.document = document;
    this.#random = random;
    this.#story = story;
    document.view.subscribe(() => undefined);
  }

  /** What they see; `undefined` while they cannot edit. */
  get text(): string | undefined {
    return this.document.view.current().doc?.getText("text").toJSON();
  }

  /** Everything is here, and nothing of theirs waits. */
  get isAtRest(): boolean {
    const { status, saving, doc } = this.document.view.current();
    return status === "live" && doc !== undefined && saving.waiting === 0;
  }

  describe(): string {
    const { status, saving, seq, epoch, file } = this.document.view.current();
    return JSON.stringify({ status, seq, epoch, saving, file });
  }

  /** In the editor. */
  type(): void {
    this.#withText((text) => {
      const token = this.#story.type(this.name, markerOf(text));
      this.#change(insertion(text, this.#random, token));
      this.#story.await(this.name, token, this.document.saved());
    });
  }

  remove(): void {
    this.#withText((text) => {
      const change = removal(text, this.#random);
      if (change === undefined) return;
      this.#story.remove(text.slice(change.from, change.to));
      this.#change(change);
    });
  }

  /** As a program would. */
  edit(): void {
    this.#withText((text) => {
      const token = this.#story.type(this.name, markerOf(text));
      const edited = this.document.edit([insertion(text, this.#random, token)], "edited by a program");
      this.#story.await(
        this.name,
        token,
        edited.then(() => this.document.saved()),
      );
    });
  }

  /** The whole text at once, with a line less and a line more. */
  replace(): void {
    this.#withText((text) => {
      const change = removal(text, this.#random);
      const without = change === undefined ? text : applied(text, change);
      if (change !== undefined) this.#story.remove(text.slice(change.from, change.to));
      const token = this.#story.type(this.name, markerOf(text));
      const replaced = this.document.replace(applied(without, insertion(without, this.#random, token)));
      this.#story.await(
        this.name,
        token,
        replaced.then(() => this.document.saved()),
      );
    });
  }

  suggest(): void {
    this.#withText((text) => {
      const token = this.#story.type(this.name, null);
      const suggested = this.document.suggest([insertion(text, this.#random, token)], "try this");
      this.#story.await(this.name, token, suggested);
    });
  }

  /** Accepts or rejects what waits, or one hunk of it. */
  settle(): void {
    this.#withText((text) => {
      const { suggestions } = this.document.view.current();
      if (suggestions.length === 0) return;
      const { suggestion, hunks } = this.#random.pick(suggestions);
      const chosen = this.#random.chance(0.5) ? hunks : [this.#random.pick(hunks)];
      const verdict = this.#random.chance(0.6) ? "accepted" : "rejected";
      for (const { place, removed, inserted } of chosen) {
        if (verdict === "rejected") this.#story.remove(inserted);
        else {
          this.#story.accept(inserted);
          this.#story.remove(removed + (place === null ? "" : text.slice(place.from, place.to)));
        }
      }
      const numbers = chosen.map(({ hunk }) => hunk);
      this.document.settle(suggestion, numbers, verdict).catch(() => undefined);
    });
  }

  #withText(act: (text: string) => void): void {
    const { text } = this;
    if (text !== undefined) act(text);
  }

  #change({ from, to, insert }: Change): void {
    const text = this.document.view.current().doc?.getText("text");
    if (to > from) text?.delete(from, to - from);
    if (insert !== "") text?.insert(from, insert);
  }
}
