import { diffWordsWithSpace } from "diff";

export interface WordChange {
  readonly kind: "same" | "removed" | "inserted";
  readonly text: string;
}

/** Beyond this many changed words two texts are told as two texts. */
const MAX_CHANGES = 1_000;

/** What has to be done to one text, word by word, so that it becomes the other. */
export function wordChanges(before: string, after: string): WordChange[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MAX_CHANGES });
  const whole: WordChange[] = [
    { kind: "removed", text: before },
    { kind: "inserted", text: after },
  ];
  return (
    parts?.map(({ added, removed, value }) => ({
      kind: added ? "inserted" : removed ? "removed" : "same",
      text: value,
    })) ?? whole.filter(({ text }) => text !== "")
  );
}
