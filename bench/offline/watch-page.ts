// What a page is watched for, from inside it and from before anything of it runs: when something stood there first, what passed over its sockets, and
// what its worker that searches answered.
import type { BrowserContext } from "playwright-core";

/** What is waited for, by name: it stands there once something fits the selector. */
export type Marks = Readonly<Record<string, string>>;

/** Bytes of all messages of all sockets. */
export interface WireBytes {
  sent: number;
  received: number;
  /** Of what was received, items of streams; the rest is answers, lists above all. */
  items: number;
}

/** Milliseconds since the page was asked for, unless told. */
export interface Seen {
  /** When each mark had been painted. */
  readonly marks: Record<string, number>;
  readonly wire: WireBytes;
  readonly search: {
    /** All texts were read. */
    readAt: number | undefined;
    /** From the last change of a field to the frame with what was found for it. */
    readonly answers: number[];
    typedAt: number;
  };
}

declare global {
  interface Window {
    watched: Seen;
  }
}

/** To be called before the context has a page. */
export const watchPages = (context: BrowserContext, marks: Marks): Promise<unknown> =>
  context.addInitScript(watch, marks);

/** Runs in the page. */
function watch(marks: Marks): void {
  const seen: Seen = {
    marks: {},
    wire: { sent: 0, received: 0, items: 0 },
    search: { readAt: undefined, answers: [], typedAt: 0 },
  };
  window.watched = seen;

  /** What is posted in a frame comes after it was painted. */
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener("message", () => waiting.shift()?.());
  port1.start();
  const painted = (then: () => void): void => {
    requestAnimationFrame(() => {
      waiting.push(then);
      port2.postMessage(null);
    });
  };
  const open = new Map(Object.entries(marks));
  const observer = new MutationObserver(() => {
    for (const [mark, selector] of open) {
      if (document.querySelector(selector) === null) continue;
      open.delete(mark);
      painted(() => (seen.marks[mark] = performance.now()));
    }
    if (open.size === 0) observer.disconnect();
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-readonly"] });

  const encoder = new TextEncoder();
  const sizeOf = (data: unknown): number => {
    if (typeof data === "string") return encoder.encode(data).length;
    return data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? data.byteLength : 0;
  };
  window.WebSocket = class extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        seen.wire.received += sizeOf(data);
        if (typeof data !== "string") seen.wire.items += sizeOf(data);
      });
    }
    override send(data: Parameters<WebSocket["send"]>[0]): void {
      seen.wire.sent += sizeOf(data);
      super.send(data);
    }
  };

  window.addEventListener("input", () => (seen.search.typedAt = performance.now()), true);
  window.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      if (args[1]?.name === "search") this.addEventListener("message", ({ data }) => hear(data as FromSearch));
    }
  };
  interface FromSearch {
    readonly type: "found" | "state";
    readonly state?: { readonly isReading: boolean };
  }
  const hear = ({ type, state }: FromSearch): void => {
    if (type === "found") painted(() => seen.search.answers.push(performance.now() - seen.search.typedAt));
    else if (state?.isReading === false) seen.search.readAt ??= performance.now();
  };
}
