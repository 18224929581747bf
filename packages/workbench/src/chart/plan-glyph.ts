// How a task of a plan stands, as a mark in a box of 16 pixels, and the word that always stands beside it.
import type { TaskStanding } from "../schedule/plan.ts";
import { element } from "./svg.ts";

/** As people read it. */
export const STANDING_WORDS: Readonly<Record<TaskStanding, string>> = {
  open: "open",
  doing: "doing",
  blocked: "blocked",
  done: "done",
  "not-verified": "not verified",
  failed: "failed",
  dropped: "dropped",
};

const STANDINGS: Readonly<Record<TaskStanding, string | null>> = {
  open: null,
  doing: "M4.5 3.5l7.5 4.5-7.5 4.5z",
  blocked: "M8 2.5a5.5 5.5 0 1 0 .01 0M4.2 11.8l7.6-7.6",
  done: "M3 8.5l3.5 3.5L13 4.5",
  "not-verified": "M5.5 6a2.5 2.5 0 1 1 3.7 2.2c-.8.4-1.2.9-1.2 1.8M8 12v1",
  failed: "M4 4l8 8M12 4l-8 8",
  dropped: "M3 8h10",
};

const CRITICAL = "M3 4l4.5 4L3 12M8.5 4l4.5 4-4.5 4";

/** `x` and `y` are the upper left corner of the box; empty for a task that is open. */
export function standingGlyph(standing: TaskStanding, x: number, y: number): string {
  const path = STANDINGS[standing];
  return path === null ? "" : glyph(path, standing === "failed" ? "chart-worse" : "chart-ink", x, y);
}

export const criticalGlyph = (x: number, y: number): string => glyph(CRITICAL, "chart-ink", x, y);

const glyph = (path: string, className: string, x: number, y: number): string =>
  element(
    "g",
    { transform: `translate(${Math.round(x)} ${Math.round(y)})` },
    element("path", { class: `chart-glyph ${className}`, d: path }),
  );
