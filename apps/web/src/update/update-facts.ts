// What this page knows of newer versions of itself, and what is done next: a pure step from what happened to what is known and to do. The rules:
// a newer version is never loaded unasked while this tab is the first to load it, and never while anything would be lost or is not sent.

export type UpdateStatus =
  | "none"
  /** It is being looked for, or fetched. */
  | "checking"
  /** It is here and not offered: something is not sent, or being written. */
  | "waiting-for-clean"
  | "offered"
  | "accepted"
  /** It could not be fetched, or did not take over. */
  | "failed";

/** Whether the app opens without the bridge: what the service worker has of it. */
export type ShellCopy = "unsupported" | "none" | "fetching" | "here";

/** How the newer version is loaded. */
type Next =
  /** Its worker waits to be told to take over. */
  | { readonly by: "worker" }
  /** A reload brings `build`. */
  | { readonly by: "reload"; readonly build: string }
  /** Another tab has loaded `build` already: this one follows by itself. */
  | { readonly by: "following"; readonly build: string };

export interface UpdateFacts {
  /** Of this page; empty where it was not built. */
  readonly build: string;
  /** What the bridge said last. */
  readonly bridge: { readonly build: string; readonly minBuild: string } | undefined;
  readonly copy: ShellCopy;
  readonly next: Next | undefined;
  readonly isLooking: boolean;
  /** When it was last looked for, milliseconds of the clock that `shown` tells. */
  readonly lookedAt: number;
  readonly isAccepted: boolean;
  /** Why the last try failed. */
  readonly trouble: string | undefined;
  /** Changes of all tabs that are not on the bridge. */
  readonly unsent: number;
  /** Something on this page is kept nowhere else. */
  readonly isWriting: boolean;
  /** The build that this tab reloaded for last. */
  readonly tried: string | undefined;
}

export type UpdateEvent =
  | { readonly type: "welcomed"; readonly build: string; readonly minBuild: string; readonly at: number }
  | { readonly type: "shown"; readonly at: number }
  | { readonly type: "looked"; readonly error?: string }
  | { readonly type: "copied"; readonly copy: ShellCopy }
  /** The worker of `build` is whole and waits. */
  | { readonly type: "found"; readonly build: string }
  | { readonly type: "lost" }
  /** The worker that answers this page is of `build`; `isFirst`: nobody answered for it before. */
  | { readonly type: "led"; readonly build: string; readonly isFirst: boolean }
  | { readonly type: "wrote"; readonly unsent: number; readonly isWriting: boolean }
  | { readonly type: "accepted" }
  /** Just before the reload there was something to lose. */
  | { readonly type: "held" }
  /** It was accepted, and nothing came of it. */
  | { readonly type: "overdue" };

export type UpdateEffect =
  | { readonly type: "look" }
  | { readonly type: "take-over" }
  | { readonly type: "reload"; readonly build: string };

const LOOK_EVERY_MS = 3_600_000;

export const noUpdate = (build: string, tried?: string): UpdateFacts => ({
  build,
  bridge: undefined,
  copy: "none",
  next: undefined,
  isLooking: false,
  lookedAt: 0,
  isAccepted: false,
  trouble: undefined,
  unsent: 0,
  isWriting: false,
  tried,
});

export const isClean = ({ unsent, isWriting }: UpdateFacts): boolean => unsent === 0 && !isWriting;

export function statusOf(facts: UpdateFacts): UpdateStatus {
  const { isAccepted, next, isLooking, trouble } = facts;
  if (isAccepted) return "accepted";
  if (next !== undefined) return isClean(facts) ? "offered" : "waiting-for-clean";
  if (isLooking) return "checking";
  return trouble === undefined ? "none" : "failed";
}

/** Whether the bridge serves this page only until what waits here is sent. */
export const isTooOld = ({ build, bridge }: UpdateFacts): boolean =>
  bridge !== undefined && build !== "" && isOlder(build, bridge.minBuild);

/** Compares versions (`1.2.3`, what follows a plus does not count); what is no version is not older. */
function isOlder(build: string, than: string): boolean {
  const [a, b] = [build, than].map((text) => /^(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number));
  if (a === undefined || b === undefined) return false;
  const at = a.findIndex((part, index) => part !== b[index]);
  return at !== -1 && (a[at] ?? 0) < (b[at] ?? 0);
}

type Stepped = readonly [UpdateFacts, readonly UpdateEffect[]];

export function stepUpdate(before: UpdateFacts, event: UpdateEvent): Stepped {
  const [facts, effects] = react(before, event);
  const { next } = facts;
  if (next?.by !== "following" || facts.isAccepted || !isClean(facts)) return [facts, effects];
  return [{ ...facts, isAccepted: true }, [...effects, { type: "reload", build: next.build }]];
}

function react(facts: UpdateFacts, event: UpdateEvent): Stepped {
  switch (event.type) {
    case "welcomed":
      return welcomed(facts, event);
    case "shown":
      return event.at - facts.lookedAt >= LOOK_EVERY_MS ? look(facts, event.at) : [facts, []];
    case "looked":
      return [{ ...facts, isLooking: false, trouble: event.error }, []];
    case "copied":
      return [{ ...facts, copy: event.copy }, []];
    case "found":
      return found(facts, event.build);
    case "lost":
      return [{ ...facts, isLooking: false, trouble: "The bridge did not have all of it." }, []];
    case "led":
      return led(facts, event.build, event.isFirst);
    case "wrote":
      return [{ ...facts, unsent: event.unsent, isWriting: event.isWriting }, []];
    case "accepted":
      return accepted(facts);
    case "held":
      return [{ ...facts, isAccepted: false }, []];
    case "overdue":
      break;
  }
  return facts.isAccepted ? [failed(facts, "It did not take over from this one."), []] : [facts, []];
}

const failed = (facts: UpdateFacts, trouble: string): UpdateFacts => ({
  ...facts,
  isAccepted: false,
  next: undefined,
  trouble,
});

function welcomed(before: UpdateFacts, event: Extract<UpdateEvent, { type: "welcomed" }>): Stepped {
  const { build, minBuild } = event;
  const isNews = build !== before.bridge?.build || before.trouble !== undefined;
  const facts = { ...before, bridge: { build, minBuild } };
  if (build === facts.build || facts.build === "" || !isNews) return [facts, []];
  if (facts.copy === "here") return look(facts, event.at);
  // What is not kept here comes from the bridge anyway; where a reload did not bring it, another one will not either.
  return build === facts.tried ? [facts, []] : [{ ...facts, next: facts.next ?? { by: "reload", build } }, []];
}

function found(facts: UpdateFacts, build: string): Stepped {
  const here = { ...facts, isLooking: false, trouble: undefined };
  // This page has come past the worker, from the bridge: it is what would be asked for.
  if (build === facts.build) return [here, [{ type: "take-over" }]];
  // A reload would bring the present version again, unless another tab has told the worker.
  const next = facts.next?.by === "following" ? facts.next : ({ by: "worker" } as const);
  return [{ ...here, next }, []];
}

function look(facts: UpdateFacts, at: number): Stepped {
  if (facts.isLooking || facts.copy === "unsupported") return [facts, []];
  return [{ ...facts, isLooking: true, lookedAt: at }, [{ type: "look" }]];
}

function led(facts: UpdateFacts, build: string, isFirst: boolean): Stepped {
  const isKnown = facts.next?.by === "following" && facts.next.build === build;
  if (build === facts.build || facts.build === "" || isKnown) return [facts, []];
  if (build === facts.tried) return [failed(facts, "Loading this page again did not bring it."), []];
  return [{ ...facts, isAccepted: false, next: { by: isFirst ? "reload" : "following", build } }, []];
}

function accepted(facts: UpdateFacts): Stepped {
  if (statusOf(facts) !== "offered") return [facts, []];
  const { next } = facts;
  if (next?.by === "reload") return [{ ...facts, isAccepted: true }, [{ type: "reload", build: next.build }]];
  return [{ ...facts, isAccepted: true }, [{ type: "take-over" }]];
}
