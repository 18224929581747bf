import type { TaskStanding } from "@nomous/workbench";
import type { Console } from "../console.ts";

const GLYPHS: Readonly<Record<TaskStanding, string>> = {
  open: "○",
  doing: "◐",
  blocked: "■",
  done: "✓",
  "not-verified": "?",
  failed: "✗",
  dropped: "–",
};

type Style = Parameters<Console["style"]>[0];

export const STANDING_STYLES: Readonly<Record<TaskStanding, Style>> = {
  open: "reset",
  doing: "cyan",
  blocked: "yellow",
  done: "green",
  "not-verified": "yellow",
  failed: "red",
  dropped: "dim",
};

/** `✓ done`: the glyph never stands without its word. */
export const standingText = (standing: TaskStanding): string => `${GLYPHS[standing]} ${standing.replace("-", " ")}`;
