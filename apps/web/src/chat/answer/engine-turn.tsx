import type { EngineTurn as EngineTurnData, PersonTurn, Turn } from "@nomous/client";
import { useState } from "react";
import { LateDialog } from "../../shell/late-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { AskAgainDialog } from "../settings/ask-again-dialog.tsx";
import { TurnFrame } from "../thread/turn-frame.tsx";
import { useChat } from "../use-chat.ts";
import { Announcer } from "./announcer.tsx";
import { AnswerBody } from "./answer-body.tsx";
import { AnswerHead } from "./answer-head.tsx";
import { answerMarkdown, endingText } from "./answer-words.ts";
import { type Answer, isLive, useAnswer } from "./use-answer.ts";

interface EngineTurnProps {
  turn: EngineTurnData;
  prompt: Turn | undefined;
}

export function EngineTurn({ turn, prompt }: EngineTurnProps) {
  const answer = useAnswer(turn);
  const isWriting = isLive(turn, answer);
  const asked = prompt?.role === "person" ? prompt : undefined;
  return (
    <TurnFrame kind={isWriting ? "live" : "engine"} at={turn.at}>
      <AnswerHead route={answer.route} />
      <AnswerBody
        answer={answer}
        isLive={isWriting}
        ending={<Ending answer={answer} prompt={asked} />}
        actions={<AnswerActions answer={answer} prompt={asked} />}
      />
      <Announcer text={answer.text} isLive={isWriting} />
    </TurnFrame>
  );
}

interface PartProps {
  answer: Answer;
  prompt: PersonTurn | undefined;
}

function Ending({ answer, prompt }: PartProps) {
  const { askAgain } = useChat();
  const ending = endingText(answer);
  if (ending === undefined) return null;
  const isStopped = answer.end?.reason === "cancelled";
  return (
    <div className="ending">
      <Glyph name={isStopped ? "note" : "warning"} tone={isStopped ? "note" : "warning"} />
      <span>{ending}</span>
      {prompt !== undefined && <Button onClick={() => askAgain(prompt)}>Ask again</Button>}
    </div>
  );
}

function AnswerActions({ answer, prompt }: PartProps) {
  const { askAgain } = useChat();
  const [isAsking, setAsking] = useState(false);
  return (
    <span className="actions">
      {answer.text !== "" && <CopyButton text={answerMarkdown(answer)} label="Copy" name="Copy answer as Markdown" />}
      {prompt !== undefined && (
        <>
          {endingText(answer) === undefined && (
            <Button look="quiet" className="small copy" onClick={() => askAgain(prompt)}>
              Ask again
            </Button>
          )}
          <Button look="quiet" className="small copy" onClick={() => setAsking(true)}>
            Ask again with…
          </Button>
        </>
      )}
      {isAsking && prompt !== undefined && (
        <LateDialog onClose={() => setAsking(false)}>
          <AskAgainDialog prompt={prompt} onClose={() => setAsking(false)} />
        </LateDialog>
      )}
    </span>
  );
}
