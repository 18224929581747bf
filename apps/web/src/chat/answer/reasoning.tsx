import { Glyph } from "../../ui/glyph.tsx";
import { AnswerText } from "./answer-text.tsx";
import { wordsText } from "./answer-words.ts";

interface ReasoningProps {
  text: string;
  /** The answer itself has not begun. */
  isThinking: boolean;
}

/** What the model thought before it answered: folded, and never opened by itself. */
export function Reasoning({ text, isThinking }: ReasoningProps) {
  if (text === "") return null;
  return (
    <details className="reasoning">
      <summary>
        <Glyph name="right" />
        <span>
          {isThinking ? "Thinking" : "Thought first"} · {wordsText(text)}
        </span>
      </summary>
      <AnswerText text={text} context={NO_SOURCES} isLive={isThinking} />
    </details>
  );
}

const NO_SOURCES = { folder: "", citations: new Map<never, never>() };
