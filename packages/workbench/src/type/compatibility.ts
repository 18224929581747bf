import { BREAKING_CHANGES_ALLOWED, compatibility, NO_BREAKING_CHANGES } from "./fields.ts";
import { fieldOf, type Metadata } from "./metadata.ts";

/** Whether what exists may break, as a document says it in our words or in those of other tools; null when it does not say. */
export function compatibilityOf(metadata: Metadata): string | null {
  const own = fieldOf(metadata, [compatibility.key, ...(compatibility.aliases ?? [])])?.text.toLowerCase();
  if (own === NO_BREAKING_CHANGES || own === BREAKING_CHANGES_ALLOWED) return own;
  const allowed = fieldOf(metadata, ["breaking_changes_allowed", "breaking changes"])?.text.toLowerCase();
  if (allowed === undefined) return null;
  return /^(?:true|yes|allowed)$/.test(allowed) ? BREAKING_CHANGES_ALLOWED : NO_BREAKING_CHANGES;
}
