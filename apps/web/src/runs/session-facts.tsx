// Beside the charts: what follows from them, in which order everything ran and what disturbed it, and where that was.
import type { WorkspacePath } from "@nomous/client";
import { drawRunOrder, type SessionResults } from "@nomous/workbench/experiments";
import { useMemo } from "react";
import { Fact } from "../ui/facts.tsx";
import "../ui/facts.css";
import { Chart } from "./chart.tsx";
import { DecisionMatrix } from "./decision-matrix.tsx";
import { useDecisions } from "./use-decisions.ts";

interface SessionFactsProps {
  results: SessionResults;
  path: WorkspacePath;
}

export function SessionFacts({ results, path }: SessionFactsProps) {
  const decisions = useDecisions(path, results);
  const order = useMemo(() => drawRunOrder(results, { embed: "page", width: "phone" }), [results]);
  return (
    <aside aria-label="Decision and runs">
      {decisions.map((decision) => (
        <section key={decision.id}>
          <h2>
            Decision <span className="meta">{decision.id}</span>
          </h2>
          <DecisionMatrix decision={decision} />
        </section>
      ))}
      <section>
        <Chart svg={order} />
      </section>
      <WhereItRan results={results} />
    </aside>
  );
}

function WhereItRan({ results: { evidence } }: Pick<SessionFactsProps, "results">) {
  const { machine, git, protocolHash, startedAt, tool } = evidence.session;
  const commit = git.commit === null ? "none" : git.commit.slice(0, 7);
  return (
    <section>
      <h2>Where it ran</h2>
      <dl className="where">
        <Fact name="Machine">
          {machine.cpu}, {machine.cores} cores, {machine.system}, {machine.runtime}{" "}
          <span className="mono">{machine.fingerprint}</span>
        </Fact>
        <Fact name="Began">{startedAt.slice(0, 16).replace("T", " ")} UTC</Fact>
        <Fact name="Commit">
          <span className="mono">{commit}</span>
          {git.dirtyHash === null ? "" : ", with changes"}
        </Fact>
        <Fact name="Protocol">
          <span className="mono">{protocolHash.slice(0, 12)}</span>, frozen before the first run
        </Fact>
        <Fact name="Nomous">{tool.version}</Fact>
      </dl>
    </section>
  );
}
