// A diagram, drawn in a frame of its own and shown as an image: what draws it needs styles that the page's policy forbids, and what it
// draws can neither run nor load anything here.
import { useEffect, useState } from "react";
import { CodeBlock } from "../../markdown/code-block.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Status } from "../../ui/status.tsx";
import { drawDiagram } from "./diagram-frame.ts";
import { useIsDark } from "./use-is-dark.ts";

type Drawing = { readonly svg: string } | { readonly problem: string };

export function DiagramFence({ text }: { text: string }) {
  const drawing = useDrawing(text);
  const [form, setForm] = useState<"drawing" | "source">("drawing");
  const source = <CodeBlock text={text} language="mermaid" />;
  if (drawing === undefined) return source;
  if ("problem" in drawing)
    return (
      <>
        <Status glyph="warning" tone="warning">
          Not drawn: {drawing.problem}
        </Status>
        {source}
      </>
    );
  return (
    <figure className="diagram">
      <figcaption>
        <span>Diagram</span>
        <Segments
          label="How the diagram is shown"
          names={[
            ["drawing", "Drawing"],
            ["source", "Source"],
          ]}
          chosen={form}
          onChoose={setForm}
        />
      </figcaption>
      {form === "source" ? (
        source
      ) : (
        <img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.svg)}`} alt={`Diagram: ${text}`} />
      )}
    </figure>
  );
}

/** The last drawing stays while the next one is made: a diagram that is typed does not flicker. */
function useDrawing(text: string): Drawing | undefined {
  const isDark = useIsDark();
  const [drawing, setDrawing] = useState<Drawing>();
  useEffect(() => {
    let isLeft = false;
    void drawDiagram(text, isDark).then((drawn) => isLeft || setDrawing(drawn));
    return () => {
      isLeft = true;
    };
  }, [text, isDark]);
  return drawing;
}
