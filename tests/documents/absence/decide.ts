// Two people decide the same conflicts without seeing each other: the first decision counts, the other is kept beside it, and nobody ends with a text
// of their own.
import type { LiveDocument } from "@nomous/client";
import type { SeededRandom } from "@nomous/testkit";
import type { World } from "../world.ts";

const CHOICES = ["merged", "mine", "theirs", "own"] as const;

/** Decides all open conflicts; how many decisions the bridge will have taken is known once the promises are there. */
export function decideAll(document: LiveDocument, random: SeededRandom): Promise<string>[] {
  const open = document.view.current().conflicts.filter(({ resolutions }) => resolutions.length === 0);
  return open.map(async ({ conflict }) => {
    const choice = random.pick(CHOICES);
    const text = choice === "own" ? `${conflict.base.trimEnd()} and more` : conflict[choice];
    // Where another tab of the same browser had to give it another id, nobody here is told of its result: what everybody sees counts.
    const result = await document.resolve(conflict.conflict, choice, text).catch(() => undefined);
    return result?.status === "applied" ? conflict.conflict : "not told";
  });
}

/** What is wrong with what everybody knows of the decisions. */
export function judgeDecisions(world: World, taken: readonly string[]): string[] {
  const replicas = [...world.desks].map(({ author }) => ({ name: author.name, view: author.document.view.current() }));
  const [first] = replicas;
  const said = (index: number): string =>
    JSON.stringify(
      replicas[index]?.view.conflicts.map(({ resolutions }) =>
        // Who decided knows it from the answer, a moment before the item.
        resolutions.map(({ choice, text, isFirst, actor }) => [choice, text, isFirst, actor.client]),
      ),
    );
  return [
    ...replicas.flatMap(({ name, view }, i) => [
      ...(view.doc?.getText("text").toJSON() === world.folder.raw
        ? []
        : [`diverged: ${name} is not the file after decisions`]),
      ...(said(i) === said(0) ? [] : [`diverged: ${name} knows other decisions`]),
      ...view.conflicts.filter(({ waiting }) => waiting !== undefined).map(() => `stuck: a decision of ${name} waits`),
    ]),
    ...(first?.view.conflicts ?? []).flatMap(({ conflict, resolutions }) => {
      const expected = taken.filter((id) => id === conflict.conflict).length;
      const firsts = resolutions.filter(({ isFirst }) => isFirst).length;
      return resolutions.length >= expected && firsts === Math.min(1, resolutions.length)
        ? []
        : [`undecided: ${expected} decisions, ${resolutions.length} told, ${firsts} of them first`];
    }),
  ];
}
