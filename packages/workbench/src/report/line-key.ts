import type { ReportedFinding } from "./checked.ts";

/** A line as it is known again after it moved or was indented anew. */
export const lineKey = ({ excerpt }: Pick<ReportedFinding, "excerpt">): string =>
  excerpt.replaceAll(/\s+/g, " ").trim();
