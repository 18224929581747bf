// Texts with `«` and `»` around the places of problems, for tables of cases.

/** A text without its marks. */
export const unmark = (marked: string): string => marked.replaceAll(/[«»]/g, "");

/** A text with marks around the places of its problems. */
export function mark(text: string, problems: readonly { readonly from: number; readonly to: number }[]): string {
  return problems.toReversed().reduce((marked, { from, to }) => {
    return `${marked.slice(0, from)}«${marked.slice(from, to)}»${marked.slice(to)}`;
  }, text);
}
