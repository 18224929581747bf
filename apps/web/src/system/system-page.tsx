import type { ReactNode } from "react";
import { useConnection } from "../hooks/use-client.ts";
import { useWorkspace, type WorkspaceStatus } from "../hooks/use-workspace.ts";
import { AwayNote } from "../offline/away-note.tsx";
import { Page } from "../shell/page.tsx";
import { IndexState } from "../start/start-guide.tsx";
import { Fact } from "../ui/facts.tsx";
import { Failed, Loading } from "../ui/status.tsx";
import { connectionText } from "../words/connection.ts";
import { countText } from "../words/numbers.ts";
import { MachineCharts } from "./machine-charts.tsx";
import { Slots } from "./slots.tsx";
import "./system.css";

const KINDS = { search: "search, no model", scripted: "writes what it is told, for tests", model: "model" } as const;

export function SystemPage() {
  const { data, at, error } = useWorkspace();
  const connection = useConnection();
  return (
    <Page title="System">
      <div className="scroll system-screen">
        <MachineCharts />
        <Slots />
        <div className="start system">
          {error !== undefined && <Failed>{error}</Failed>}
          {data === undefined && error === undefined && connection.status === "online" && (
            <Loading>Asking the bridge</Loading>
          )}
          <AwayNote what="This" at={at} lack="What it says of its machine appears when it is back." />
          {data !== undefined && <Engines status={data} />}
          {data !== undefined && <Workspace status={data} />}
          <Section title="Bridge">
            <Fact name="Connection">{connectionText(connection)}</Fact>
            {connection.status === "online" && (
              <>
                <Fact name="Version">{connection.welcome.server.build}</Fact>
                <Fact name="Writes as">{connection.welcome.server.person}</Fact>
              </>
            )}
          </Section>
        </div>
      </div>
    </Page>
  );
}

/** A heading over facts. */
function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="works">
      <h2>{title}</h2>
      <dl>{children}</dl>
    </section>
  );
}

function Engines({ status }: { status: WorkspaceStatus }) {
  return (
    <Section title="Engines">
      {status.engines.map(({ id, name, kind }) => (
        <Fact key={id} name={name}>
          {KINDS[kind]}
        </Fact>
      ))}
    </Section>
  );
}

function Workspace({ status: { path, files, git, index } }: { status: WorkspaceStatus }) {
  return (
    <Section title="Workspace">
      <Fact name="Folder">
        <span className="mono">{path}</span>
      </Fact>
      <Fact name="Markdown files">{countText(files.markdown)}</Fact>
      <Fact name="Source files">{countText(files.source)}</Fact>
      <Fact name="Other text files">{countText(files.other)}</Fact>
      <Fact name="Search">
        <IndexState index={index} />
      </Fact>
      <Fact name="Git">{git === null ? "no repository" : `${git.branch}, ${countText(git.changed)} changed`}</Fact>
    </Section>
  );
}
