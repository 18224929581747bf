// Two answers of one conversation: which there are to compare, and in what their prompts differ.
import {
  type ChatSettings,
  type ConversationTree,
  type EngineTurn,
  settingsAt,
  type Turn,
  type TurnId,
} from "@nomous/client";
import { siblingsOf } from "../branch/branches.ts";
import { type SettingName, type SettingRow, settingRows } from "../settings/settings.ts";

/** The answers at the fork where `turn` hangs, in the order of its branches. */
export function answersAt(tree: ConversationTree, turn: Turn): readonly EngineTurn[] {
  return siblingsOf(tree, turn).flatMap((id) => {
    const sibling = tree.turns.get(id);
    if (sibling?.role === "engine") return [sibling];
    const answers = (tree.children.get(id) ?? []).map((child) => tree.turns.get(child));
    return answers.find((answer) => answer?.role === "engine") ?? [];
  });
}

/** The answer on the branch of `turn` and the one beside it; `undefined` where there are no two. */
export function pairAt(tree: ConversationTree, turn: Turn): readonly [TurnId, TurnId] | undefined {
  const answers = answersAt(tree, turn);
  const at = answers.findIndex(({ id, parent }) => id === turn.id || parent === turn.id);
  const here = answers[at];
  const other = answers[at - 1] ?? answers[at + 1];
  if (here === undefined || other === undefined) return undefined;
  return at > 0 ? [other.id, here.id] : [here.id, other.id];
}

/** The answers that may stand beside `answer`: those at its own fork, or at that of its prompt. */
export function alternatives(tree: ConversationTree, answer: EngineTurn): readonly EngineTurn[] {
  const own = answersAt(tree, answer);
  const prompt = tree.turns.get(answer.parent);
  return own.length > 1 || prompt === undefined ? own : answersAt(tree, prompt);
}

export interface Difference {
  readonly label: string;
  readonly a: string;
  readonly b: string;
}

const valueIn = (rows: readonly SettingRow[], name: SettingName): string =>
  rows.find((row) => row.name === name)?.value ?? (name === "engine" ? "the bridge chooses" : "the model's own");

/** Settings in which the two were asked differently. */
export function settingsDifferences(
  a: ChatSettings,
  b: ChatSettings,
  nameOf: (engine: string) => string,
): readonly Difference[] {
  const [ofA, ofB] = [settingRows(a, nameOf), settingRows(b, nameOf)];
  return settingRows({ ...a, ...b }, nameOf)
    .map(({ name, label }) => ({ label, a: valueIn(ofA, name), b: valueIn(ofB, name) }))
    .filter((row) => row.a !== row.b);
}

/** What an answer was asked with. */
export const askedWith = (tree: ConversationTree, { parent }: EngineTurn): ChatSettings => settingsAt(tree, parent);
