// Somebody who has the document open in a browser, and what a script makes them do there with keys. A word that is typed counts as promised
// once the page has said that everything is saved.
import { setTimeout as pause } from "node:timers/promises";
import type { SeededRandom } from "@nomous/testkit";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { tokensOf } from "../documents/oracle.ts";
import type { Story } from "../documents/story.ts";
import { markerOf, newToken } from "../documents/tokens.ts";

export interface TypistParts {
  readonly name: string;
  readonly context: BrowserContext;
  /** Of the document. */
  readonly address: string;
  readonly random: SeededRandom;
  readonly story: Story;
}

/** What the editor shows. */
interface Seen {
  readonly text: string;
  readonly cursor: number;
}

/** The way that CodeMirror itself finds its view: lines out of sight are not in the page. */
interface EditorContent {
  readonly cmTile: {
    readonly root: {
      readonly view: {
        readonly state: {
          readonly doc: { toString(): string };
          readonly selection: { readonly main: { readonly head: number } };
        };
      };
    };
  };
}

/** Longer than the page takes to say that something is not saved any more. */
const SAID_MS = 500;
/** Longer than a browser takes to store what was typed. */
const STORED_MS = 1_000;

const ACTS = ["type", "type", "type", "delete", "undo"] as const;

const editorOf = (page: Page): Locator => page.getByRole("textbox", { name: "Text of the document" });

/** Waits until the page lets somebody type. */
export async function waitForEditor(page: Page): Promise<void> {
  await page.locator("[contenteditable=true]").and(editorOf(page)).waitFor();
}

export class Typist {
  readonly name: string;
  readonly #parts: TypistParts;
  #page: Page;
  /** Typed, and perhaps not saved. */
  readonly #pending = new Set<string>();

  /** `page` shows the document. */
  constructor(parts: TypistParts, page: Page) {
    this.name = parts.name;
    this.#parts = parts;
    this.#page = page;
  }

  /** Does a few things, one after the other. */
  async act(): Promise<void> {
    const { random } = this.#parts;
    for (let left = random.between(2, 4); left > 0; left -= 1) {
      await pause(random.int(150));
      const act = random.pick(ACTS);
      if (act === "type") await this.#type();
      else if (act === "delete") await this.#deleteWord();
      else await this.#undo();
    }
  }

  /** Closes the page, and opens the document again. */
  async comeBack(): Promise<void> {
    const { random, context, address } = this.#parts;
    const isAbrupt = random.chance(0.5);
    // The page may go with what was typed a moment ago.
    if (isAbrupt) this.#pending.clear();
    else await pause(STORED_MS);
    await this.#page.close();
    await pause(random.int(300));
    this.#page = await context.newPage();
    await this.#page.goto(address);
    await waitForEditor(this.#page);
  }

  /** Enters the promise that the page gives; what the page says. */
  async look(): Promise<string> {
    const typed = [...this.#pending];
    // Timers of a page come in their order: the one that shows what was typed is due before this one.
    const facts = this.#page.getByRole("contentinfo", { name: "Status" }).locator(".status-slot");
    const said = await facts.evaluate(
      (slot, afterMs) =>
        new Promise<string>((resolve) => {
          setTimeout(() => resolve(slot.textContent), afterMs);
        }),
      SAID_MS,
    );
    if (saysSaved(said))
      for (const token of typed) {
        this.#pending.delete(token);
        this.#parts.story.events.push({ type: "promised", token });
      }
    return said;
  }

  async read(): Promise<Seen> {
    return editorOf(this.#page).evaluate((content) => {
      const { doc, selection } = (content as unknown as EditorContent).cmTile.root.view.state;
      return { text: doc.toString(), cursor: selection.main.head };
    });
  }

  /** A word of its own line, or at the end of one. It comes in one piece, as from an input method: nobody meets half of it. */
  async #type(): Promise<void> {
    const { random, story, name } = this.#parts;
    const { keyboard } = this.#page;
    const token = newToken(random);
    const isOwnLine = random.chance(0.6);
    await this.#goToSomeLine("End");
    const before = await this.read();
    if (isOwnLine || isOnMarker(before)) {
      await keyboard.press("Enter");
      await keyboard.insertText(token);
      await keyboard.type(" typed");
    } else await keyboard.insertText(` ${token}`);
    const after = await this.read();
    const isSameText = markerOf(before.text) === markerOf(after.text);
    if (!isSameText) this.#discard(before, after);
    if (!after.text.includes(token)) return;
    story.events.push({ type: "typed", by: name, token, on: isSameText ? markerOf(after.text) : null });
    this.#pending.add(token);
  }

  async #deleteWord(): Promise<void> {
    const isBehind = this.#parts.random.chance(0.5);
    await this.#goToSomeLine(isBehind ? "End" : "Home");
    const before = await this.read();
    if (isOnMarker(before)) return;
    await this.#page.keyboard.press(isBehind ? "Control+Backspace" : "Control+Delete");
    this.#discard(before, await this.read());
  }

  async #undo(): Promise<void> {
    await editorOf(this.#page).focus();
    const before = await this.read();
    await this.#page.keyboard.press("Control+z");
    const after = await this.read();
    this.#discard(before, after);
    const had = tokensOf(before.text);
    // What two people have deleted, two can bring back.
    this.#parts.story.accept([...tokensOf(after.text)].filter((token) => !had.has(token)).join(" "));
  }

  async #goToSomeLine(edge: "Home" | "End"): Promise<void> {
    const { keyboard } = this.#page;
    await editorOf(this.#page).focus();
    const { text } = await this.read();
    await keyboard.press("Control+Home");
    for (let left = this.#parts.random.int(text.split("\n").length); left > 0; left -= 1)
      await keyboard.press("ArrowDown");
    await keyboard.press(edge);
  }

  /** What a key took away. When git came in between, it did that in git's text, at a place that nobody has chosen. */
  #discard(before: Seen, after: Seen): void {
    const { story } = this.#parts;
    const written = story.events.findLast(({ type }) => type === "wrote");
    const isSameText = markerOf(before.text) === markerOf(after.text);
    story.discard(isSameText || written?.type !== "wrote" ? before.text : written.after, after.text);
  }
}

export const saysSaved = (status: string): boolean => /Saved \d|Everything saved/.test(status);

const isOnMarker = ({ text, cursor }: Seen): boolean =>
  text.startsWith("marker ", text.lastIndexOf("\n", cursor - 1) + 1);
