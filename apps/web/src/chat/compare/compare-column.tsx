import type { EngineTurn, TurnId } from "@nomous/client";
import { CopyButton } from "../../ui/copy-button.tsx";
import { useNow } from "../../hooks/use-timer.ts";
import { momentText } from "../../words/time.ts";
import { AnswerBody } from "../answer/answer-body.tsx";
import { AnswerHead } from "../answer/answer-head.tsx";
import { answerMarkdown, endingText } from "../answer/answer-words.ts";
import { type Answer, isLive } from "../answer/use-answer.ts";
import type { Piece } from "./word-diff.ts";

interface CompareColumnProps {
  side: "A" | "B";
  turn: EngineTurn;
  answer: Answer;
  /** The answers that may stand here. */
  choices: readonly EngineTurn[];
  /** The text in pieces, where words that differ are marked. */
  pieces: readonly Piece[] | undefined;
  onChoose: (turn: TurnId) => void;
}

export function CompareColumn({ side, turn, answer, choices, pieces, onChoose }: CompareColumnProps) {
  const isWriting = isLive(turn, answer);
  const ending = endingText(answer);
  return (
    <section className="column" aria-label={`Answer ${side}`}>
      {choices.length > 2 && <AnswerChoice {...{ side, turn, choices, onChoose }} />}
      <AnswerHead route={answer.route} />
      <AnswerBody
        answer={answer}
        isLive={isWriting}
        marked={pieces === undefined ? undefined : <MarkedText pieces={pieces} />}
        ending={ending !== undefined && <p className="meta">{ending}</p>}
        actions={
          answer.text !== "" && (
            <CopyButton text={answerMarkdown(answer)} label="Copy" name={`Copy answer ${side} as Markdown`} />
          )
        }
      />
    </section>
  );
}

type AnswerChoiceProps = Pick<CompareColumnProps, "side" | "turn" | "choices" | "onChoose">;

function AnswerChoice({ side, turn, choices, onChoose }: AnswerChoiceProps) {
  const now = useNow(60_000, false);
  return (
    <select
      className="field"
      aria-label={`Answer ${side} is`}
      value={turn.id}
      onChange={({ target }) => onChoose(target.value as TurnId)}
    >
      {choices.map(({ id, at, outcome }, index) => (
        <option key={id} value={id}>
          Branch {index + 1}, {outcome?.route?.name ?? "being written"}, {momentText(at, now)}
        </option>
      ))}
    </select>
  );
}

/** The text as it was written, with the words that only this answer has. */
const MarkedText = ({ pieces }: { pieces: readonly Piece[] }) => (
  <p className="say">
    {pieces.map(({ text, isShared }, index) =>
      // Pieces have no other name than their place.
      isShared ? <span key={index}>{text}</span> : <mark key={index}>{text}</mark>,
    )}
  </p>
);
