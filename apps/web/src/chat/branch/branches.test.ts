import { type ConversationTree, type CommandId, EMPTY_TREE, growTree, pathTo, type TurnId } from "@nomous/client";
import { expect, test } from "vitest";
import { branchOutline, lastFork, neighbour, readingPath } from "./branches.ts";
import { openAnswer, threadRows } from "../thread/thread-rows.ts";

const id = (name: string): TurnId => name as TurnId;
const actor = { person: "mara", client: "c" as never };

/** `a` and its answer `A`, below them `b`/`B` and `c`/`C` …: each pair is written as "parent>turn". */
function grow(tree: ConversationTree, ...edges: string[]): ConversationTree {
  return growTree(
    tree,
    edges.flatMap((edge) => {
      const [parent = "", turn = ""] = edge.split(">");
      return [
        {
          type: "turn.added",
          turn: {
            role: "person",
            id: id(turn),
            parent: parent === "" ? null : id(parent),
            text: turn,
            attachments: [],
            at: 0,
            actor,
          },
        },
        { type: "answer.started", id: id(turn.toUpperCase()), parent: id(turn), at: 0, actor },
      ] as const;
    }),
  );
}
const names = (path: readonly { id: TurnId }[]): string => path.map((turn) => turn.id).join("");

test("opening a conversation shows the branch that was written last", () => {
  const tree = grow(EMPTY_TREE, ">a", "A>b", "A>c");
  expect(names(readingPath(tree, undefined))).toBe("aAcC");
});

test("a branch that somebody else writes does not move the reader", () => {
  const before = grow(EMPTY_TREE, ">a", "A>b");
  const chosen = id("B");
  const after = grow(before, "A>c", "C>d");
  expect(names(readingPath(after, chosen))).toBe("aAbB");
});

test("what is written below the reader is followed, the first of two stays", () => {
  const tree = grow(EMPTY_TREE, ">a", "A>b", "A>c");
  expect(names(readingPath(tree, id("A")))).toBe("aAbB");
});

test("a chosen turn that is gone falls back to the newest branch", () => {
  expect(names(readingPath(grow(EMPTY_TREE, ">a"), id("gone")))).toBe("aA");
});

test("a neighbour is read to its newest end, and there is none beyond the last", () => {
  const tree = grow(EMPTY_TREE, ">a", "A>b", "A>c", "B>d");
  const path = readingPath(tree, id("c"));
  const fork = lastFork(tree, path);
  expect(fork?.id).toBe("c");
  if (fork === undefined) throw new Error("no fork");
  expect(neighbour(tree, fork, -1)).toBe("D");
  expect(neighbour(tree, fork, 1)).toBeUndefined();
});

test("two roots are a fork too", () => {
  const tree = grow(EMPTY_TREE, ">a", ">b");
  expect(lastFork(tree, readingPath(tree, undefined))?.id).toBe("b");
});

test("the outline shows the root and every fork on the path, nested in order", () => {
  const tree = grow(EMPTY_TREE, ">a", "A>b", "A>c", "A>d", "C>e", "C>f");
  const rows = branchOutline(tree, pathTo(tree, id("E")));
  expect(rows.map(({ turn, depth, place, isOnPath, turns }) => [turn, depth, place, isOnPath, turns])).toEqual([
    ["a", 0, undefined, true, undefined],
    ["b", 1, 1, false, 2],
    ["c", 1, 2, true, undefined],
    ["e", 2, 1, true, undefined],
    ["f", 2, 2, false, 2],
    ["d", 1, 3, false, 2],
  ]);
});

test("a waiting prompt has its place in the thread, and its answer is not shown before it is sent", () => {
  const tree = grow(EMPTY_TREE, ">a", "A>b", "B>c");
  const waiting = new Map([
    [id("b"), "1" as CommandId],
    [id("c"), "2" as CommandId],
  ]);
  const view = { status: "cached", tree, waiting, refused: [] } as const;
  const path = readingPath(tree, undefined);
  const rows = threadRows(view, path).map((row) => (row.kind === "person" ? [row.key, row.place] : [row.key]));
  expect(rows).toEqual([["a", undefined], ["A"], ["b", 1], ["c", 2]]);
  expect(openAnswer(view, path)?.id).toBe("A");
});
