import * as z from "zod/mini";

/** One line of a review file: who approved which content, when. Keys that are not known here are kept. */
export const Review = z.looseObject({
  v: z.literal(1),
  type: z.literal("approval"),
  /** With `/`, relative to the workspace. */
  document: z.string(),
  /** The state that was approved, such as `approved`. */
  state: z.string(),
  /** Of the content: see `contentHash`. */
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/, "expected the 64 hexadecimal digits of a content hash")),
  person: z.string(),
  at: z.iso.datetime({ offset: true }),
  /** The last commit when it was approved. */
  commit: z.optional(z.string()),
});
export type Review = z.infer<typeof Review>;

/** Whether a content was approved: `stale` when only other versions of the document were. */
export function approvalOf(reviews: readonly Review[], hash: string): "valid" | "stale" | "none" {
  if (reviews.some((review) => review.hash === hash)) return "valid";
  return reviews.length > 0 ? "stale" : "none";
}
