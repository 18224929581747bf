import * as z from "zod/mini";
import { VerificationLine } from "../task/verification-line.ts";

/** Who approved which content, when. Keys that are not known here are kept. */
export const Approval = z.looseObject({
  v: z.literal(1),
  type: z.literal("approval"),
  /** With `/`, relative to the workspace. */
  document: z.string(),
  /** The state that was approved, such as `approved`. */
  state: z.string(),
  /** Of the content: see `signedHashes`. */
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/, "expected the 64 hexadecimal digits of a content hash")),
  person: z.string(),
  at: z.iso.datetime({ offset: true }),
  /** The last commit when it was approved. */
  commit: z.optional(z.string()),
  /** Who signed it: `ed25519:` and the public key. Not there where the person has no key. */
  key: z.optional(z.string()),
  /** By that key, over what `signedBytes` says. */
  signature: z.optional(z.string()),
});
export type Approval = z.infer<typeof Approval>;

/** Edits of several people that met, whoever writes such lines: what is not `open` is decided. A later line of the same id takes its place. */
export const Conflict = z.looseObject({
  v: z.optional(z.int()),
  type: z.literal("conflict"),
  document: z.string(),
  status: z.string(),
  id: z.optional(z.union([z.string(), z.number()])),
  /** In the document, from 1. */
  line: z.optional(z.int()),
  section: z.optional(z.string()),
});
export type Conflict = z.infer<typeof Conflict>;

/** One line of a review file. */
export type Review = Approval | Conflict | VerificationLine;

const SHAPES = { approval: Approval, conflict: Conflict, verification: VerificationLine } as const;

/** Null for a type that nobody here knows. */
export const shapeOf = (type: unknown): z.ZodMiniType<Review> | null =>
  typeof type === "string" && Object.hasOwn(SHAPES, type) ? SHAPES[type as keyof typeof SHAPES] : null;

export const REVIEW_TYPES = Object.keys(SHAPES);
