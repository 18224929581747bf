// What a person is told before sending: what stands in the way, and what will be different from what was asked for.
import type { ChatSettings } from "@nomous/client";
import { fullText } from "../context/context-words.ts";
import type { Preview } from "../context/use-preview.ts";
import { leavesText } from "../model/engines.ts";
import type { Engines } from "../model/use-engines.ts";
import { type Prompt, promptProblem } from "./prompt.ts";

export interface Obstacle {
  /** For the button: "image not seen". */
  readonly short: string;
  readonly why: string;
}

export const isImage = (path: string): boolean => /\.(png|jpe?g|gif|webp|bmp)$/i.test(path);

/** What stands in the way of sending; `undefined` when nothing does. */
export function sendObstacle(prompt: Prompt, engines: Engines, preview: Preview | undefined): Obstacle | undefined {
  const problem = promptProblem(prompt);
  if (problem !== undefined) return { short: "too large", why: problem };
  const images = prompt.attachments.filter(({ path }) => isImage(path));
  const first = images[0];
  if (first === undefined) return undefined;
  const id = prompt.settings.engine ?? preview?.route.engine ?? engines.taken?.engine;
  const engine = engines.options.find((option) => option.id === id);
  if (engine === undefined || engine.canSee) return undefined;
  const seeing = engines.options.find(({ canSee, isObstructed }) => canSee && !isObstructed);
  const other = seeing === undefined ? "a model that can" : `a model that can, such as ${seeing.name}`;
  const what = images.length === 1 ? first.path : "the images";
  return { short: "image not seen", why: `${engine.name} cannot see images. Detach ${what}, or choose ${other}.` };
}

/** What a person should know before sending, besides what stands in the way. */
export function composerNotes({ engine }: ChatSettings, preview: Preview | undefined): readonly string[] {
  if (preview === undefined) return [];
  const { route, context } = preview;
  const refused = engine === route.engine ? undefined : route.refused.find((each) => each.engine === engine);
  return [
    refused === undefined
      ? ""
      : `${refused.name} ${refused.reason}; ${route.name} would answer. ${refused.remedy ?? ""}`,
    route.leavesTo === undefined ? "" : leavesText(route.leavesTo),
    (context === null ? undefined : fullText(context)) ?? "",
  ].flatMap((note) => note.trim() || []);
}
