// Which models took their process down, kept over restarts: a file that kills its runtime must not do so at every start. A mark
// is about one content of a file: one that was replaced starts anew.
import { decodeJson, ModelCrash } from "@nomous/protocol";
import * as z from "zod/mini";
import type { CrashMarks } from "../model-runtime.ts";
import { changeSharedFile, readSharedFile } from "./shared-file.ts";

const Mark = z.object({
  crash: ModelCrash,
  /** What the file was then; missing when nobody had looked at it. */
  stamp: z.optional(z.string()),
});
const Marks = z.object({ version: z.literal(1), marks: z.record(z.string(), Mark) });
type Marks = z.infer<typeof Marks>["marks"];

export interface CrashMarksParts {
  /** The JSON file that has them. */
  readonly path: string;
  /** Changes when a model's file is replaced; `undefined` for one that was not looked at. */
  readonly stampOf: (id: string) => string | undefined;
}

/** Reads the file now; one that is broken counts as none, because nobody wrote it by hand. */
export function createCrashMarks({ path, stampOf }: CrashMarksParts): CrashMarks {
  let marks = decode(readSharedFile(path));
  const holds = (id: string): ModelCrash | undefined => {
    const mark = marks[id];
    const stamp = stampOf(id);
    return mark === undefined || (stamp ?? mark.stamp) !== (mark.stamp ?? stamp) ? undefined : mark.crash;
  };
  const change = (edit: () => Marks): void =>
    changeSharedFile(path, (text) => {
      marks = decode(text);
      marks = edit();
      return `${JSON.stringify({ version: 1, marks }, undefined, 2)}\n`;
    });
  return {
    get: holds,
    async mark(id, crash) {
      change(() => {
        const stamp = stampOf(id);
        const count = (holds(id)?.count ?? 0) + 1;
        return { ...marks, [id]: { crash: { ...crash, count }, ...(stamp !== undefined && { stamp }) } };
      });
    },
    async clear(id) {
      if (marks[id] === undefined) return;
      change(() => Object.fromEntries(Object.entries(marks).filter(([other]) => other !== id)));
    },
  };
}

const decode = (text: string | undefined): Marks => decodeJson(Marks, text ?? "")?.marks ?? {};
