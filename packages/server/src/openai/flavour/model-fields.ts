// Fields that servers give or leave out. What does not fit is left out, so that one strange field hides no model.
import { check } from "@nomous/protocol";
import * as z from "zod/mini";
import { lenient } from "../lenient.ts";

/** Zero stands for "not known". */
export const count = lenient(z.int().check(z.gte(1)));
export const word = lenient(z.string().check(z.minLength(1)));
export const words = lenient(z.array(z.string()));

/** Those entries of a list that fit. */
export function entriesOf<T>(schema: z.ZodMiniType<T>, entries: readonly unknown[]): T[] {
  return entries.flatMap((entry) => {
    const checked = check(schema, entry);
    return checked.ok ? [checked.value] : [];
  });
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the fields that are `undefined`. */
export const defined = <T extends object>(fields: T): Partial<Defined<T>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Defined<T>>;

/** Where a server does not say what a model is for, its name does. */
export const isNamedAsEmbedding = (name: string): boolean =>
  /embed|(?:^|[^a-z])(?:bge|gte|e5|minilm)(?:[^a-z]|$)/i.test(name);
export const isNamedAsSeeing = (name: string): boolean =>
  /(?:^|[^a-z])(?:vlm?|vision|llava|pixtral)(?:[^a-z]|$)/i.test(name);
