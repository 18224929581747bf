// What has to hold of people who met, beside the oracle's words: all know the same of every conflict, what was promised is decided, and the file that is
// committed beside the document says it.
import type { ClientId, ConflictId } from "@nomous/protocol";
import { decisionsOf } from "../../../packages/lab/src/review/conflict-line.ts";
import { decodeReviews } from "../../../packages/lab/src/review/review-file.ts";
import type { Decided, Seen, SeenConflict } from "./orders.ts";

export interface SeenPerson {
  readonly name: string;
  readonly client: ClientId | undefined;
  readonly seen: Seen;
}

/** What somebody was told is safe. */
export interface Promised extends Decided {
  readonly by: SeenPerson["client"];
}

/** Everybody's text is the file, and everybody knows the same conflicts with the same decisions. */
export function judgeAgreement(people: readonly SeenPerson[], file: string): string[] {
  const known = ({ seen }: SeenPerson): string =>
    JSON.stringify(seen.conflicts.map(({ conflict, resolutions }) => [conflict, resolutions.map(decisionOf)]));
  const [first] = people;
  return people.flatMap((person) => [
    ...(person.seen.text === file ? [] : [`diverged: ${person.name} is not the file`]),
    ...(first === undefined || known(person) === known(first)
      ? []
      : [`diverged: ${person.name} knows other conflicts`]),
    ...(person.seen.trouble === undefined ? [] : [`trouble: ${person.name}: ${person.seen.trouble}`]),
    ...person.seen.conflicts
      .filter(({ waiting }) => waiting !== undefined)
      .map(() => `stuck: a decision of ${person.name} waits`),
  ]);
}

/** Without its time: who decided has that of the answer, a moment before the item's. */
const decisionOf = ({ choice, text, isFirst, actor }: SeenConflict["resolutions"][number]): unknown => [
  choice,
  text,
  isFirst,
  actor.client,
];

/** Everything that was open `before` is decided once, and whatever was promised is kept. By document. */
export function judgeDecisions(
  now: readonly (readonly SeenPerson[])[],
  before: readonly (readonly SeenPerson[])[],
  promised: readonly Promised[],
): string[] {
  const resolutionsOf = (place: number, id: ConflictId): SeenConflict["resolutions"] =>
    now[place]?.[0]?.seen.conflicts.find(({ conflict }) => conflict.conflict === id)?.resolutions ?? [];
  const open = before.flatMap((people, place) =>
    (people[0]?.seen.conflicts ?? []).map(({ conflict: { conflict } }) => ({ place, conflict })),
  );
  return [
    ...open.flatMap(({ place, conflict }) => {
      const firsts = resolutionsOf(place, conflict).filter(({ isFirst }) => isFirst).length;
      return firsts === 1 ? [] : [`undecided: ${firsts} first decisions of ${conflict}`];
    }),
    ...promised
      .filter(
        ({ place, conflict, choice, by }) =>
          !resolutionsOf(place, conflict).some(
            (one) => one.actor.client === by && (choice === undefined || one.choice === choice),
          ),
      )
      .map(({ conflict, choice = "something" }) => `lost: the decision of ${conflict} for ${choice}`),
  ];
}

/** The lines beside the document have the same conflicts, open and decided, with the same words. */
export function judgeReviews(
  path: string,
  text: string,
  document: string,
  conflicts: readonly SeenConflict[],
): string[] {
  const { records, problems } = decodeReviews(path, text, document);
  const known = new Map(conflicts.map((one) => [one.conflict.conflict as string, one]));
  return [
    ...problems.map(({ line, message }) => `reviews: line ${line}: ${message}`),
    ...records
      .filter(({ id }) => id === null || !known.has(id))
      .map(({ id }) => `reviews: ${id} is not a conflict of the document`),
    ...[...known].flatMap(([id, { conflict, resolutions }]) => {
      const record = records.find((one) => one.id === id);
      const { details } = record ?? {};
      if (record === undefined || details === undefined || details === null) return [`reviews: nothing about ${id}`];
      const isSame =
        record.isOpen === (resolutions.length === 0) &&
        (["kind", "section", "line", "base", "mine", "theirs", "merged"] as const).every(
          (key) => details[key] === conflict[key],
        ) &&
        JSON.stringify(decisionsOf(details).map(({ choice, text }) => [choice, text])) ===
          JSON.stringify(resolutions.map(({ choice, text }) => [choice, text]));
      return isSame ? [] : [`reviews: other words about ${id}`];
    }),
  ];
}
