// Two answers to one question side by side; on a narrow screen one at a time. Both may still be being written.
import { check, ConversationId, type ConversationTree, type EngineTurn, type TurnId } from "@nomous/client";
import { useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { compareAddress, conversationAddress } from "../../address.ts";
import { useClient } from "../../hooks/use-client.ts";
import { useMedia } from "../../hooks/use-media.ts";
import { useReadable } from "../../hooks/use-readable.ts";
import { Page } from "../../shell/page.tsx";
import { Button } from "../../ui/button.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Empty, Loading } from "../../ui/status.tsx";
import { useAnswer } from "../answer/use-answer.ts";
import { engineName, useEngines } from "../model/use-engines.ts";
import { alternatives, askedWith, settingsDifferences } from "./comparison.ts";
import { CompareColumn } from "./compare-column.tsx";
import "./compare.css";
import { wordDiff } from "./word-diff.ts";

const TWO_COLUMNS = "(min-width: 900px)";

export function ComparePage({ id: text }: { id: string }) {
  const checked = check(ConversationId, text);
  return checked.ok ? <Comparison id={checked.value} /> : <NoComparison />;
}

const NoComparison = () => (
  <Page title="Nothing to compare">
    <div className="scroll page-note">
      <Empty>This address names no two answers. Choose Compare where a conversation branches.</Empty>
    </div>
  </Page>
);

function Comparison({ id }: { id: ConversationId }) {
  const client = useClient();
  const search = new URLSearchParams(useSearch());
  const { tree, status } = useReadable(client.conversation(id));
  const title = useReadable(client.conversations).list.get(id)?.title ?? "Conversation";
  const a = engineTurn(tree, search.get("a"));
  const b = engineTurn(tree, search.get("b"));
  if (a !== undefined && b !== undefined) return <Answers id={id} title={title} tree={tree} a={a} b={b} />;
  if (status !== "loading" && (status !== "cached" || tree.turns.size > 0)) return <NoComparison />;
  return (
    <Page title={title}>
      <div className="scroll page-note">
        {status === "loading" ? (
          <Loading>Reading the conversation</Loading>
        ) : (
          <Empty>Bridge away. These answers are not in this browser yet; they come when the bridge is back.</Empty>
        )}
      </div>
    </Page>
  );
}

function engineTurn(tree: ConversationTree, id: string | null): EngineTurn | undefined {
  const turn = tree.turns.get(id as TurnId);
  return turn?.role === "engine" ? turn : undefined;
}

interface AnswersProps {
  id: ConversationId;
  title: string;
  tree: ConversationTree;
  a: EngineTurn;
  b: EngineTurn;
}

function Answers({ id, title, tree, a, b }: AnswersProps) {
  const [, navigate] = useLocation();
  const isWide = useMedia(TWO_COLUMNS);
  const [shown, setShown] = useState<"a" | "b">("a");
  const [isMarked, setMarked] = useState(false);
  const [ofA, ofB] = [useAnswer(a), useAnswer(b)];
  const pieces = isMarked ? wordDiff(ofA.text, ofB.text) : undefined;
  const choices = alternatives(tree, a);
  const show = (next: { a?: TurnId; b?: TurnId }): void =>
    navigate(compareAddress(id, next.a ?? a.id, next.b ?? b.id), { replace: true });
  return (
    <Page title={`Compare · ${title}`} actions={<Link href={conversationAddress(id, a.parent)}>Back</Link>}>
      <div className="scroll compare">
        <div className="row">
          {!isWide && <Segments label="Answer" names={SIDES} chosen={shown} onChoose={setShown} />}
          <Button aria-pressed={isMarked} onClick={() => setMarked(!isMarked)}>
            Mark the words that differ
          </Button>
          {isMarked && pieces === undefined && <span className="meta">Too long to be compared word by word</span>}
        </div>
        <Differences tree={tree} a={a} b={b} />
        <div className="columns">
          {(isWide || shown === "a") && (
            <CompareColumn
              side="A"
              {...{ turn: a, answer: ofA, choices, pieces: pieces?.[0] }}
              onChoose={(a) => show({ a })}
            />
          )}
          {(isWide || shown === "b") && (
            <CompareColumn
              side="B"
              {...{ turn: b, answer: ofB, choices, pieces: pieces?.[1] }}
              onChoose={(b) => show({ b })}
            />
          )}
        </div>
      </div>
    </Page>
  );
}

const SIDES = [
  ["a", "Answer A"],
  ["b", "Answer B"],
] as const;

function Differences({ tree, a, b }: Pick<AnswersProps, "tree" | "a" | "b">) {
  const { options } = useEngines();
  const rows = settingsDifferences(askedWith(tree, a), askedWith(tree, b), (id) => engineName(options, id));
  if (rows.length === 0) return <p className="meta">Both were asked with the same settings</p>;
  return (
    <table className="differences" aria-label="Settings that differ">
      <thead>
        <tr>
          <th scope="col">Setting</th>
          <th scope="col">A</th>
          <th scope="col">B</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, a, b }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{a}</td>
            <td>{b}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
