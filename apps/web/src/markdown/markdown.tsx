import { memo, useMemo } from "react";
import "./markdown.css";
import { type MarkdownContext, renderMarkdown } from "./render-markdown.tsx";
import { splitBlocks } from "./split-blocks.ts";

const Block = memo(function Block({ text, context }: { text: string; context: MarkdownContext }) {
  return renderMarkdown(text, context);
});

export interface MarkdownProps {
  text: string;
  context: MarkdownContext;
  /** More text is coming: a cursor stands at the end. */
  isLive?: boolean;
}

/** Safe Markdown; blocks that are finished are rendered once. `context` must stay the same object while it is equal. */
export function Markdown({ text, context, isLive = false }: MarkdownProps) {
  const blocks = useMemo(() => splitBlocks(text), [text]);
  return (
    <div className={isLive ? "md live" : "md"}>
      {blocks.map((block, index) => (
        // Blocks only ever grow at the end, so their place names them.
        <Block key={index} text={block} context={context} />
      ))}
    </div>
  );
}
