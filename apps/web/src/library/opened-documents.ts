import type { DocumentId } from "@nomous/client";

/** So many does the rail show. */
export const RECENT = 5;
const KEPT = 20;

/** `opened`, newest first, once `id` was opened too. One that the rail shows keeps its place: nothing moves under the pointer. */
export function withOpened(opened: readonly DocumentId[], id: DocumentId): readonly DocumentId[] {
  if (opened.slice(0, RECENT).includes(id)) return opened;
  return [id, ...opened.filter((other) => other !== id)].slice(0, KEPT);
}
