/** The names under which documents say how far they are. */
export const STATUS_FIELDS: readonly string[] = ["status", "state"];
