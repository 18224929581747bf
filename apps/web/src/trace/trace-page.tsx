// From a question to the commit that answers it, and back: what leads to what, whether it still holds, and what leads to nothing.
import { useCallback, useMemo, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { TRACE_ADDRESS } from "../address.ts";
import { useConnection } from "../hooks/use-client.ts";
import { PHONE, useMedia } from "../hooks/use-media.ts";
import { type QueryState, useQuery } from "../hooks/use-query.ts";
import { AwayNote } from "../offline/away-note.tsx";
import { Page } from "../shell/page.tsx";
import { Button } from "../ui/button.tsx";
import { Empty, Failed, Loading } from "../ui/status.tsx";
import { countText, plural } from "../words/numbers.ts";
import { TraceDrawing } from "./trace-drawing.tsx";
import { type ReadTrace, traceGraph } from "./trace-graph.ts";
import { Gaps, StepsPanel } from "./trace-panels.tsx";
import { TraceTreeList } from "./trace-tree-list.tsx";
import "../document/panel/panel.css";
import "./trace.css";
import { useOpenNode } from "./use-open-node.ts";

export function TracePage() {
  const [search] = useSearchParams();
  const asked = search.get("id");
  const view = useQuery("trace.read", { id: asked });
  const { data } = view;
  return (
    <Page
      title="Trace"
      heading={
        <>
          <h1>Trace</h1>
          <span className="mono muted cut">{asked}</span>
        </>
      }
      actions={
        <>
          {data !== undefined && data.nodes.length > 0 && <span className="meta wide-only">{sizeText(data)}</span>}
          {asked !== null && (
            <Link className="btn normal" href={TRACE_ADDRESS}>
              Show all
            </Link>
          )}
        </>
      }
    >
      <State asked={asked} view={view} />
      {data !== undefined && data.nodes.length > 0 && <Trace key={asked} asked={data.id} data={data} />}
    </Page>
  );
}

const sizeText = ({ nodes, edges, leftOut }: ReadTrace): string =>
  `${plural(nodes.length, "thing")}, ${plural(edges.length, "step")}${leftOut === 0 ? "" : `, ${countText(leftOut)} more left out`}`;

interface StateProps {
  asked: string | null;
  view: QueryState<ReadTrace>;
}

/** What stands in the place of the trace, or says how old it is. */
function State({ asked, view: { data, at, error, again } }: StateProps) {
  const isAway = useConnection().status === "away";
  return (
    <div className="trace-state">
      {error !== undefined && !isAway && (
        <Failed action={<Button onClick={again}>Read again</Button>}>Could not read the trace: {error}</Failed>
      )}
      <AwayNote what="This trace" at={at} lack="What leads to what appears when it is back." />
      {data === undefined && error === undefined && !isAway && <Loading>Reading what leads to what</Loading>}
      {data?.nodes.length === 0 && (
        <Empty>
          {asked === null
            ? "No documents yet. What they build on, and what was built from them, appears here."
            : `Nothing in this workspace is called ${asked}.`}
        </Empty>
      )}
    </div>
  );
}

function Trace({ asked, data }: { asked: string | null; data: ReadTrace }) {
  const isPhone = useMedia(PHONE);
  const graph = useMemo(() => traceGraph(data.nodes, data.edges), [data]);
  const [chosen, setChosen] = useState<string | undefined>(asked ?? undefined);
  const opener = useOpenNode();
  const choose = useCallback((id: string | undefined) => setChosen(id), []);
  return (
    <>
      {opener.told !== undefined && (
        <div className="trace-state">
          {opener.hasFailed ? <Failed>{opener.told}</Failed> : <Loading>{opener.told}</Loading>}
        </div>
      )}
      {isPhone ? (
        <div className="scroll">
          <TraceTreeList graph={graph} onOpen={opener.open} />
          <div className="document-panels">
            <Gaps gaps={data.gaps} onGo={opener.goTo} />
          </div>
        </div>
      ) : (
        <>
          <TraceDrawing graph={graph} chosen={chosen} onChoose={choose} onOpen={opener.open} />
          <div className="document-panels trace-panels">
            <Gaps gaps={data.gaps} onGo={opener.goTo} />
            <StepsPanel
              graph={graph}
              chosen={chosen === undefined ? undefined : graph.nodes.get(chosen)}
              asked={asked}
              onChoose={choose}
            />
          </div>
        </>
      )}
    </>
  );
}
