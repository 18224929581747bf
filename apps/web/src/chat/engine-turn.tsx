import type { EngineTurn as EngineTurnData, PersonTurn, Turn } from "@nomous/client";
import { useEffect, useMemo, useRef, useState } from "react";
import { conversationAddress, fileAddress, type Lines, placeText } from "../address.ts";
import { useBridge, useIsOnline } from "../hooks/use-client.ts";
import type { MarkdownContext } from "../markdown/render-markdown.tsx";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { Loading, Status } from "../ui/status.tsx";
import { plural } from "../words/numbers.ts";
import { answerFacts, answerMarkdown, endingText, finishedSentences, spokenWords } from "./answer-words.ts";
import { AnswerText } from "./answer-text.tsx";
import { Sources } from "./sources.tsx";
import { TurnFrame } from "./turn-frame.tsx";
import { type Answer, useAnswer } from "./use-answer.ts";
import { useChat } from "./use-chat.ts";

interface EngineTurnProps {
  turn: EngineTurnData;
  prompt: Turn | undefined;
}

export function EngineTurn({ turn, prompt }: EngineTurnProps) {
  const answer = useAnswer(turn);
  const isOnline = useIsOnline();
  const isLive = turn.outcome === undefined && answer.end === undefined && answer.status !== "damaged";
  const context = useMarkdownContext(answer);
  return (
    <TurnFrame kind={isLive ? "live" : "engine"} at={turn.at}>
      <div className="who">
        <b>{answer.route?.name ?? "Answer"}</b>
        <span className="meta">{answer.route?.reason}</span>
        <Refused answer={answer} />
      </div>
      {answer.text === "" && isLive && <Beginning answer={answer} />}
      {answer.status === "missing" && <p className="muted">This answer is not in the bridge any more.</p>}
      {answer.text !== "" && <AnswerText text={answer.text} context={context} isLive={isLive && isOnline} />}
      <Sources citations={answer.citations} turns={answer.turns} />
      {isLive ? <LiveFacts answer={answer} isOnline={isOnline} /> : <EndFacts answer={answer} prompt={prompt} />}
      <Announcer text={answer.text} isLive={isLive} />
    </TurnFrame>
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

function Refused({ answer: { route } }: { answer: Answer }) {
  if (route === undefined || route.refused.length === 0) return null;
  return (
    <details className="refused-engines">
      <summary>{plural(route.refused.length, "other engine")} looked at</summary>
      <ul>
        {route.refused.map(({ engine, name, reason }) => (
          <li key={engine}>
            <b>{name}</b>: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Beginning({ answer }: { answer: Answer }) {
  return <Loading>{answer.route === undefined ? "Choosing an engine" : "Waiting for the first token"}</Loading>;
}

function LiveFacts({ answer, isOnline }: { answer: Answer; isOnline: boolean }) {
  if (answer.count === 0) return null;
  if (!isOnline)
    return (
      <p className="facts">
        <Glyph name="away" tone="warning" />
        <span>
          {plural(answer.count, "token is", "tokens are")} here. If the bridge still runs it goes on writing; the rest
          comes when it is back.
        </span>
      </p>
    );
  return (
    <p className="facts">
      <Glyph name="arc" tone="accent" isSpinning />
      <span>{answerFacts(answer)}</span>
    </p>
  );
}

function EndFacts({ answer, prompt }: { answer: Answer; prompt: Turn | undefined }) {
  const { askAgain } = useChat();
  const ending = endingText(answer);
  const again = prompt?.role === "person" ? (): void => askAgain(prompt satisfies PersonTurn) : undefined;
  return (
    <>
      {ending !== undefined && (
        <div className="ending">
          <Status
            glyph={answer.end?.reason === "cancelled" ? "note" : "warning"}
            tone={answer.end?.reason === "cancelled" ? "note" : "warning"}
          >
            {""}
          </Status>
          <span>{ending}</span>
          {again !== undefined && <Button onClick={again}>Ask again</Button>}
        </div>
      )}
      <div className="facts">
        <span>{answerFacts(answer)}</span>
        {answer.text !== "" && <CopyButton text={answerMarkdown(answer)} label="Copy" name="Copy answer as Markdown" />}
      </div>
    </>
  );
}

/** Long enough for a screen reader to have taken what it is to read. */
const HEARD_MS = 3_000;

/** Reads a live answer out by sentences; what was there before one looked is not read. */
function Announcer({ text, isLive }: { text: string; isLive: boolean }) {
  const spoken = useRef(isLive ? 0 : text.length);
  const [said, setSaid] = useState("");
  const { clock } = useBridge().runtime;
  // Once it was read out it goes, so that nobody meets the answer twice.
  useEffect(() => (said === "" ? undefined : clock.after(HEARD_MS, () => setSaid(""))), [said, clock]);
  useEffect(() => {
    const next = finishedSentences(text, spoken.current, !isLive);
    spoken.current = next.end;
    if (next.said !== "") setSaid(spokenWords(next.said));
  }, [text, isLive]);
  return (
    <p className="heard" aria-live="polite">
      {said}
    </p>
  );
}
