// What a person is told of a model that took its process down, and when it may be tried again.
import type { ModelCrash } from "@nomous/protocol";
import { EngineError } from "../engine/engine.ts";

const DURING: Record<ModelCrash["during"], string> = {
  load: "while it was loaded",
  prefill: "while it read a prompt",
  decode: "while it wrote an answer",
  embedding: "while it made embeddings",
  idle: "while nobody asked it",
};
const LONGEST_PAUSE_MS = 60_000;

/** "the process was killed by SIGABRT" */
export function describeExit(code: number | null, signal: string | null): string {
  return signal === null ? `the process ended by itself with code ${code}` : `the process was killed by ${signal}`;
}

/** For those whom the crash left without an answer. */
export function crashError(name: string, { during, how }: Pick<ModelCrash, "during" | "how">): EngineError {
  const remedy = remedyFor(name);
  return new EngineError(`${name} crashed ${DURING[during]}: ${how}. Nomous itself is unharmed. ${remedy}`, {
    obstacle: { reason: `crashed ${DURING[during]}`, remedy },
  });
}

/** For those who ask a model that crashed and was not forgiven. */
export function markedError(name: string, crash: ModelCrash, now: number): EngineError {
  const reason = `crashed ${ago(now - crash.at)} ${DURING[crash.during]}`;
  const remedy = remedyFor(name);
  return new EngineError(`${name} ${reason}. ${remedy}`, { obstacle: { reason, remedy } });
}

/** Milliseconds until a model may be loaded again: 1 s after its first crash in a row, twice as long after each more. */
export function pauseLeft(crash: ModelCrash, now: number): number {
  const pause = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** (crash.count - 1));
  // The clock may have been set back since.
  return Math.max(0, Math.min(pause, crash.at + pause - now));
}

export function pauseError(name: string, crash: ModelCrash, leftMs: number): EngineError {
  const seconds = Math.ceil(leftMs / 1_000);
  const times = crash.count === 1 ? "once" : `${crash.count} times in a row`;
  const remedy = `Load it again in ${seconds} s, or use another model.`;
  return new EngineError(`${name} crashed ${times} ${DURING[crash.during]}. ${remedy}`, {
    obstacle: { reason: `crashed ${times} ${DURING[crash.during]}`, remedy },
  });
}

const remedyFor = (name: string): string => `Load it again on the Models screen, or: nomous models forgive "${name}"`;

function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return minutes === 1 ? "a minute ago" : `${minutes} minutes ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return hours === 1 ? "an hour ago" : `${hours} hours ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? "a day ago" : `${days} days ago`;
}
