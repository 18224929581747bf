// Markdown is rendered by code that comes beside the conversation. Until it is here, and if it cannot be fetched, the
// text is shown as it was written.
import { Suspense } from "react";
import { Markdown } from "../../late-parts.ts";
import type { MarkdownProps } from "../../markdown/markdown.tsx";
import { Boundary } from "../../ui/boundary.tsx";

void Markdown.fetch();

export function AnswerText(props: MarkdownProps) {
  const plain = <p className="say">{props.text}</p>;
  return (
    <Boundary renderFailure={() => plain}>
      <Suspense fallback={plain}>
        <Markdown {...props} />
      </Suspense>
    </Boundary>
  );
}
