// What an answer says, in the order in which it came: thought, text, calls, sources, and how fast it all was.
import { type ReactNode, useMemo } from "react";
import { conversationAddress, fileAddress, type Lines, placeText } from "../../address.ts";
import { useConnection } from "../../hooks/use-client.ts";
import { useIsLate } from "../../hooks/use-timer.ts";
import type { MarkdownContext } from "../../markdown/render-markdown.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { plural } from "../../words/numbers.ts";
import "./answer.css";
import { answerFacts, beginningText } from "./answer-words.ts";
import { AnswerText } from "./answer-text.tsx";
import { Reasoning } from "./reasoning.tsx";
import { Sources } from "./sources.tsx";
import { stagesOf } from "./stages.ts";
import { ToolCalls } from "./tool-calls.tsx";
import type { Answer } from "./use-answer.ts";
import { Waterfall } from "./waterfall.tsx";

interface AnswerBodyProps {
  answer: Answer;
  isLive: boolean;
  /** In place of the text. */
  marked?: ReactNode;
  /** How it ended, where it did not end well. */
  ending?: ReactNode;
  /** Beside the facts of an answer that has ended. */
  actions?: ReactNode;
}

export function AnswerBody({ answer, isLive, marked, ending, actions }: AnswerBodyProps) {
  const isOnline = useConnection().status === "online";
  const context = useMarkdownContext(answer);
  return (
    <>
      <Reasoning text={answer.reasoning} isThinking={isLive && answer.text === ""} />
      {answer.status === "missing" && <p className="muted">This answer is not in the bridge any more.</p>}
      {marked ??
        (answer.text !== "" && <AnswerText text={answer.text} context={context} isLive={isLive && isOnline} />)}
      <ToolCalls calls={answer.calls} />
      <Sources citations={answer.citations} turns={answer.turns} />
      {!isLive && ending}
      {isLive ? <LiveFacts answer={answer} isOnline={isOnline} /> : <EndFacts answer={answer} actions={actions} />}
    </>
  );
}

/** The same object while the sources are the same, so that finished blocks are not rendered again. */
function useMarkdownContext({ citations, turns }: Answer): MarkdownContext {
  return useMemo(() => {
    const all = new Map<number, { address: string; title: string }>();
    for (const { n, path, line, endLine, excerpt } of citations) {
      const lines: Lines = [line, endLine];
      all.set(n, { address: fileAddress(path, lines), title: `${placeText(path, lines)}: ${excerpt}` });
    }
    for (const { n, conversation, turn, excerpt } of turns)
      all.set(n, { address: conversationAddress(conversation as never, turn), title: excerpt });
    return { folder: "", citations: all };
  }, [citations, turns]);
}

/** One line in one place, from the choice of the engine to the last token, so that nothing jumps when text comes. */
function LiveFacts({ answer, isOnline }: { answer: Answer; isOnline: boolean }) {
  const isLate = useIsLate();
  if (!isOnline) return <AwayFacts answer={answer} />;
  const facts = answer.text === "" ? beginningText(answer) : answerFacts(answer);
  const isShown = isLate || answer.text !== "";
  return (
    <p className="facts">
      {isShown && (
        <>
          <Glyph name="arc" tone="accent" isSpinning />
          <span>{facts}</span>
        </>
      )}
    </p>
  );
}

function AwayFacts({ answer: { tokens, text } }: { answer: Answer }) {
  const here = tokens === undefined || text === "" ? "" : `${plural(tokens, "token is", "tokens are")} here. `;
  return (
    <p className="facts">
      <Glyph name="away" tone="warning" />
      <span>{here}If the bridge still runs it goes on writing; the rest comes when it is back.</span>
    </p>
  );
}

function EndFacts({ answer, actions }: { answer: Answer; actions: ReactNode }) {
  const connection = useConnection();
  const roundTripMs = connection.status === "online" ? connection.roundTripMs : undefined;
  const facts = answerFacts(answer);
  const stages = useMemo(
    () => stagesOf({ stats: answer.stats, totalMs: answer.totalMs, roundTripMs }),
    [answer.stats, answer.totalMs, roundTripMs],
  );
  return (
    <div className="facts">
      {stages.length === 0 ? <span>{facts}</span> : <Waterfall facts={facts} stages={stages} />}
      {actions}
    </div>
  );
}
