// What holds for all conversations: who answers, what leaves this machine, where the data is, and how the page looks.
import type { ReactNode } from "react";
import { Link } from "wouter";
import { EngineList } from "../late-parts.ts";
import { useEngines } from "../chat/model/use-engines.ts";
import { useConnection, useIsOnline } from "../hooks/use-client.ts";
import { useWorkspace } from "../hooks/use-workspace.ts";
import { useCommand } from "../hooks/use-command.ts";
import { useModels } from "../models/use-models.ts";
import { AwayNote } from "../offline/away-note.tsx";
import { Page } from "../shell/page.tsx";
import { Fact } from "../ui/facts.tsx";
import { Popover } from "../ui/popover.tsx";
import { Empty, Failed, Loading, Status } from "../ui/status.tsx";
import { UpdateSection } from "../update/update-section.tsx";
import { DeviceSection } from "./device-section.tsx";
import { SchemeChoice } from "./scheme-choice.tsx";
import "./settings.css";

export function SettingsPage() {
  const isAway = useConnection().status === "away";
  return (
    <Page title="Settings">
      <div className="scroll">
        <div className="settings-page">
          {isAway && <Empty>Bridge away. What it decides can be changed when it is back.</Empty>}
          <Defaults />
          <Privacy />
          <Data />
          <DeviceSection />
          <UpdateSection />
          <Section title="Light and dark">
            <SchemeChoice />
          </Section>
        </div>
      </div>
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Defaults() {
  const { list, look } = useModels();
  const engines = useEngines();
  const isOnline = useIsOnline();
  const { run, error } = useCommand();
  const chosen = list?.models.find(({ isDefault }) => isDefault);
  const choice = chosen?.name ?? "The bridge chooses";
  const use = async (model: string | undefined): Promise<void> => {
    if ((await run("model.use", { model: model ?? null })) !== undefined) look();
  };
  return (
    <Section title="Who answers">
      <p className="muted">
        Where a message or its conversation asks for no other: what <code>--model</code> says, this choice,{" "}
        <code>NOMOUS_MODEL</code>, then the best that is found. <Link href="/models">Models</Link> shows the order as it
        is now.
      </p>
      {isOnline ? (
        <Popover label={`This machine's choice: ${choice}`} button={choice}>
          {(close) => (
            <EngineList
              engines={{ ...engines, options: engines.options.filter(({ id }) => isModel(list, id)) }}
              engine={chosen?.id}
              onChoose={(model) => {
                close();
                void use(model);
              }}
            />
          )}
        </Popover>
      ) : (
        <p>{choice}</p>
      )}
      {error !== undefined && <Failed>{error}</Failed>}
      <p className="muted">
        System text, temperature and the like belong to a conversation: the sliders beside its composer. Presets are
        kept in this browser.
      </p>
    </Section>
  );
}

const isModel = (list: ReturnType<typeof useModels>["list"], id: string): boolean =>
  list?.models.some((model) => model.id === id) === true;

function Privacy() {
  const { list, at } = useModels();
  const { status } = useConnection();
  const hosts = [...new Set(list?.models.flatMap(({ leavesTo }) => leavesTo ?? []))];
  return (
    <Section title="Privacy">
      {list === undefined && status !== "away" && <Loading>Asking the bridge which servers it knows</Loading>}
      <AwayNote what="This" at={at} lack="Which servers it knows is told when it is back." />
      {list !== undefined && hosts.length === 0 && (
        <p>
          <Status glyph="check" tone="ok">
            Nothing leaves this machine: no server elsewhere is connected.
          </Status>
        </p>
      )}
      {hosts.length > 0 && (
        <ul>
          {hosts.map((host) => (
            <li key={host}>
              <Status glyph="leaves" tone="warning">
                {host}: what you ask its models leaves this machine. They answer only when they are chosen.
              </Status>
            </li>
          ))}
        </ul>
      )}
      <p className="muted">
        The page loads nothing from elsewhere, nothing is reported to anybody, and the bridge's log holds no text of
        yours. Files that look like secrets are neither searched nor shown to a model.
      </p>
    </Section>
  );
}

function Data() {
  const path = useWorkspace().data?.path;
  return (
    <Section title="Your data">
      <dl>
        <Fact name="Conversations">
          <code>{path === undefined ? ".nomous/nomous.db of the workspace" : `${path}/.nomous/nomous.db`}</code>
        </Fact>
        <Fact name="This browser">its key, what waits to be sent, and copies that open without the bridge</Fact>
        <Fact name="Copy while it runs">
          <code>nomous backup ~/nomous-copy.db</code>
        </Fact>
        <Fact name="Put a copy back">
          <code>nomous restore ~/nomous-copy.db</code>
        </Fact>
        <Fact name="As Markdown">
          <code>nomous export</code>
        </Fact>
        <Fact name="Models that you fetched">
          <code>nomous models</code> says where each one is; nothing of another tool is ever changed
        </Fact>
      </dl>
    </Section>
  );
}
