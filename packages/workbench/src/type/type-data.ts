// A document type as a team writes it in YAML. Everything but the name can come from the type that it extends.
import * as z from "zod/mini";
import { ROLES, STAGES } from "./document-type.ts";

const texts = z.array(z.string());
const count = z.int().check(z.nonnegative());

const column = z.union([
  z.string(),
  z.strictObject({ heading: z.string(), aliases: z.optional(texts), required: z.optional(z.boolean()) }),
]);

const row = z.union([z.string(), z.strictObject({ text: z.string(), scope: z.optional(z.string()) })]);

const table = z.union([z.array(column), z.strictObject({ columns: z.array(column), rows: z.optional(z.array(row)) })]);

const expects = z.strictObject({
  words: z.optional(z.strictObject({ min: z.optional(count), max: z.optional(count) })),
  entries: z.optional(count),
  table: z.optional(table),
  tasks: z.optional(z.boolean()),
  number: z.optional(z.boolean()),
  duration: z.optional(z.boolean()),
  person: z.optional(z.boolean()),
  link: z.optional(z.boolean()),
  citation: z.optional(z.boolean()),
  diagram: z.optional(z.boolean()),
  fence: z.optional(texts),
});

const part = z.strictObject({
  heading: z.string(),
  id: z.optional(z.string()),
  aliases: z.optional(texts),
  label: z.optional(z.boolean()),
  need: z.optional(z.union([z.enum(["always", "full", "optional"]), z.strictObject({ scope: z.string() })])),
  role: z.optional(z.enum(ROLES)),
  guidance: z.optional(z.string()),
  skeleton: z.optional(z.string()),
  expects: z.optional(expects),
  mandatory: z.optional(z.boolean()),
  get parts(): z.ZodMiniOptional<z.ZodMiniArray<typeof part>> {
    return z.optional(z.array(part));
  },
});

const state = z.strictObject({
  name: z.string(),
  label: z.optional(z.string()),
  aliases: z.optional(texts),
  stage: z.enum(STAGES),
  next: z.optional(texts),
  approval: z.optional(z.boolean()),
});

const scope = z.strictObject({ name: z.string(), question: z.string(), absence: z.optional(z.string()) });

const field = z.strictObject({
  key: z.string(),
  label: z.optional(z.string()),
  aliases: z.optional(texts),
  required: z.optional(z.boolean()),
  kind: z.optional(z.enum(["text", "date", "choice", "list"])),
  choices: z.optional(texts),
  aspects: z.optional(z.record(z.string(), texts)),
  guidance: z.optional(z.string()),
});

export const typeData = z.strictObject({
  type: z.string(),
  extends: z.optional(z.string()),
  title: z.optional(z.string()),
  purpose: z.optional(z.string()),
  folder: z.optional(z.string()),
  metadata: z.optional(z.enum(["front-matter", "table"])),
  numbered: z.optional(z.boolean()),
  states: z.optional(z.array(state)),
  scopes: z.optional(z.array(scope)),
  fields: z.optional(z.array(field)),
  parts: z.optional(z.array(part)),
  phases: z.optional(z.array(z.strictObject({ name: z.string(), parts: texts }))),
  "leads-to": z.optional(texts),
});

export type TypeData = z.infer<typeof typeData>;
export type PartData = z.infer<typeof part>;
export type ExpectsData = z.infer<typeof expects>;
