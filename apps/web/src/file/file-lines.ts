// A file of the workspace, read in windows of lines as they come into view; a window is asked for once. Every window is
// what the file held at that moment, so a file that changes is read again as a whole.
import type { Client, QueryResult, Readable } from "@nomous/client";
import { errorText } from "../words/error.ts";

export interface FileView {
  /** Lines by number, from 1; absent ones are not read yet. */
  readonly lines: ReadonlyMap<number, string>;
  /** Lines in the file; `undefined` before the first window. */
  readonly total: number | undefined;
  readonly error: string | undefined;
}

export interface FileLines extends Readable<FileView> {
  /** Sees to it that these lines are read, first and last from 1. */
  want(from: number, to: number): void;
  /** Forgets errors, so that what failed is asked for again. */
  again(): void;
  close(): void;
}

const WINDOW = 400;
const NOTHING: FileView = { lines: new Map(), total: undefined, error: undefined };

export function createFileLines(client: Client, path: string): FileLines {
  const asked = new Set<number>();
  const listeners = new Set<() => void>();
  const aborter = new AbortController();
  let view = NOTHING;
  const set = (next: FileView): void => {
    view = next;
    for (const listener of listeners) listener();
  };
  const receive = (window: number, part: QueryResult<"workspace.read">): void => {
    const isSame = view.total === undefined || view.total === part.total;
    const lines = new Map(isSame ? view.lines : []);
    if (!isSame) asked.clear();
    asked.add(window);
    for (const [index, line] of part.lines.entries()) lines.set(part.from + index, line);
    set({ lines, total: part.total, error: undefined });
  };
  const fail = (window: number, error: unknown): void => {
    asked.delete(window);
    if (!aborter.signal.aborted) set({ ...view, error: errorText(error) });
  };
  const read = (window: number): void => {
    asked.add(window);
    const from = window * WINDOW + 1;
    client.ask("workspace.read", { path, from, to: from + WINDOW - 1 }, aborter.signal).then(
      (part) => receive(window, part),
      (error: unknown) => fail(window, error),
    );
  };
  return {
    current: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    want(from, to) {
      if (view.error !== undefined) return;
      const last = Math.min(to, view.total ?? to);
      for (let window = windowOf(from); window <= windowOf(last); window += 1) if (!asked.has(window)) read(window);
    },
    again: () => set({ ...view, error: undefined }),
    close: () => aborter.abort(),
  };
}

/** A text that is all here already. */
export function linesOfText(text: string): FileLines {
  const lines = text.replace(/\n$/, "").split("\n");
  const view = { lines: new Map(lines.map((line, index) => [index + 1, line])), total: lines.length, error: undefined };
  return { current: () => view, subscribe: () => nothing, want: nothing, again: nothing, close: nothing };
}

const nothing = (): void => undefined;
const windowOf = (line: number): number => Math.floor((Math.max(1, line) - 1) / WINDOW);
