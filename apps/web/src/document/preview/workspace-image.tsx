// A drawing of the workspace in the preview, such as a chart of a run. It comes as text over the page's own connection and is shown as an
// image: nothing in it can run or load anything.
import { type ReactNode, useEffect } from "react";
import { useQuery } from "../../hooks/use-query.ts";
import { useLastEnd } from "../../runs/use-experiment-job.ts";
import { Status } from "../../ui/status.tsx";

/** More lines than any drawing that people look at. */
const MAX_LINES = 50_000;

interface WorkspaceImageProps {
  path: string;
  alt: string;
}

export const isDrawing = (path: string): boolean => path.toLowerCase().endsWith(".svg");

export function WorkspaceImage({ path, alt }: WorkspaceImageProps) {
  const { data, error, again } = useQuery("workspace.read", { path, from: 1, to: MAX_LINES });
  const lastEnd = useLastEnd();
  useEffect(again, [lastEnd, again]);
  if (data === undefined) return error === undefined ? null : <NotShown>{error}</NotShown>;
  if (data.lines.length < data.total) return <NotShown>{path} is larger than 1 MiB.</NotShown>;
  const drawing = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(data.lines.join("\n"))}`;
  return (
    // What scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <span className="workspace-image" tabIndex={0}>
      <img src={drawing} alt={alt} />
    </span>
  );
}

const NotShown = ({ children }: { children: ReactNode }) => (
  <Status glyph="warning" tone="warning">
    Not shown: {children}
  </Status>
);
