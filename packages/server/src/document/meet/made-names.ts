// What a line is called by: the text of its heading, the id of its task, requirement or item. Two sides that both make the same name have each
// made something else under it, wherever in the document that is.
import { headingIn, proseLines } from "./prose-lines.ts";

export interface Name {
  readonly key: string;
  /** Where its line begins. */
  readonly at: number;
}

/** A row of a table, an item or a heading that begins with an id. */
const OWN_ID =
  /^\s*(?:\||(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+)[\s*_`[]*([A-Z]{1,6}-?\d+(?:\.\d+)*)(?![\w-])/;
const MAY_NAME = /^\s*[|#\-*+\d]/;

/** All of a text, in order. */
function namesIn(text: string): Name[] {
  const names: Name[] = [];
  for (const { line, at } of proseLines(text)) {
    if (!MAY_NAME.test(line)) continue;
    const heading = headingIn(line);
    if (heading !== undefined) names.push({ key: `# ${plain(heading)}`, at });
    const id = OWN_ID.exec(line)?.[1];
    if (id !== undefined) names.push({ key: id.toLowerCase().replaceAll(/(?<![\d.])0+(?=\d)/g, ""), at });
  }
  return names;
}

const plain = (heading: string): string =>
  heading.toLowerCase().replaceAll(/[*_`]/g, "").replaceAll(/\s+/g, " ").trim();

/** Names that both texts have and `base` has not, with where each has it first. */
export function namesMadeTwice(base: string, mine: string, theirs: string): { mine: Name; theirs: Name }[] {
  const ofTheirs = firstOf(namesIn(theirs));
  const both = [...firstOf(namesIn(mine)).values()].flatMap((name) => {
    const other = ofTheirs.get(name.key);
    return other === undefined ? [] : [{ mine: name, theirs: other }];
  });
  if (both.length === 0) return [];
  const known = firstOf(namesIn(base));
  return both.filter(({ mine: { key } }) => !known.has(key));
}

function firstOf(names: readonly Name[]): Map<string, Name> {
  const first = new Map<string, Name>();
  for (const name of names) if (!first.has(name.key)) first.set(name.key, name);
  return first;
}
