import type { Citation, EngineTurn } from "@nomous/client";
import { type ReactNode, Suspense } from "react";
import { Link } from "wouter";
import { fileAddress, placeText } from "../address.ts";
import { useClient } from "../hooks/use-client.ts";
import { useMedia, WIDE } from "../hooks/use-media.ts";
import { useNow } from "../hooks/use-timer.ts";
import { useShell } from "../shell/use-shell.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Loading } from "../ui/status.tsx";
import { type Answer, useAnswer } from "./answer/use-answer.ts";
import { branchMarkdown } from "./branch/branch-markdown.ts";
import { BranchTree } from "./branch/branch-tree.tsx";
import { ContextSections } from "./context/context-sections.tsx";
import { ChatSettingsForm, scopeText } from "./settings/chat-settings-form.tsx";
import { settingRows, settingsTurn } from "./settings/settings.ts";
import "./side-panel.css";
import { engineName } from "./model/use-engines.ts";
import { useChat } from "./use-chat.ts";

/** Beside the thread: branches, settings, and what the model was or will be given. */
export function SidePanel() {
  const { view, path } = useChat();
  const { toggleSide } = useShell();
  const client = useClient();
  const answer = path.findLast((turn): turn is EngineTurn => turn.role === "engine" && !view.waiting.has(turn.parent));
  return (
    <aside className="side" aria-label="Side panel" data-region="" tabIndex={-1}>
      <section className="sec">
        <h2>
          <span className="grow">Branches</span>
          {path.length > 0 && (
            <CopyButton text={() => branchMarkdown(client, path)} label="Copy branch" name="Copy branch as Markdown" />
          )}
          <IconButton className="small" glyph="close" label="Hide the side panel" onClick={toggleSide} />
        </h2>
        <BranchTree />
      </section>
      <SettingsSection />
      {answer === undefined ? <ContextOf answer={undefined} /> : <AnswerSections turn={answer} />}
    </aside>
  );
}

const Section = ({ title, children }: { title: ReactNode; children: ReactNode }) => (
  <section className="sec">
    <h2>{title}</h2>
    {children}
  </section>
);

function SettingsSection() {
  const { settings, engines, path, isSettingsOpen, openSettings } = useChat();
  const isWide = useMedia(WIDE);
  const isOpen = isSettingsOpen && isWide;
  const from = settingsTurn(path);
  return (
    <Section
      title={
        <>
          <span className="grow">Settings</span>
          <Button look="quiet" className="small" aria-expanded={isOpen} onClick={() => openSettings(!isOpen)}>
            {isOpen ? "Close" : "Change"}
          </Button>
        </>
      }
    >
      {isOpen ? (
        <Suspense fallback={<Loading>Fetching the settings</Loading>}>
          <ChatSettingsForm state={settings} engines={engines} from={from} />
        </Suspense>
      ) : (
        <SettingsFacts />
      )}
    </Section>
  );
}

function SettingsFacts() {
  const { settings, engines, path } = useChat();
  const rows = settingRows(settings.settings, (id) => engineName(engines.options, id));
  const now = useNow(60_000, false);
  return (
    <>
      <dl className="parts">
        {rows.map(({ name, label, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd className="cut">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="meta">{scopeText(settings.isChanged, settingsTurn(path), now)}</p>
    </>
  );
}

function AnswerSections({ turn }: { turn: EngineTurn }) {
  const answer = useAnswer(turn);
  return (
    <>
      <ContextOf answer={answer} />
      <Section title="Passages">
        {answer.citations.map((citation) => (
          <Passage key={citation.n} citation={citation} />
        ))}
        {answer.citations.length === 0 && <p className="meta">None yet. What an answer rests on appears here.</p>}
      </Section>
    </>
  );
}

/** What is being written comes first; otherwise what the last answer was given. */
function ContextOf({ answer }: { answer: Answer | undefined }) {
  const { preview, written } = useChat();
  const isWriting = written.text.trim() !== "" || written.attachments.length > 0;
  const given = isWriting ? undefined : answer?.context;
  const context = given ?? preview?.context ?? undefined;
  if (context === undefined) return null;
  return (
    <Section title={given === undefined ? "In the context of your next message" : "In the context of this answer"}>
      <ContextSections context={context} />
    </Section>
  );
}

function Passage({ citation: { n, path, line, endLine, excerpt } }: { citation: Citation }) {
  return (
    <div className="psg">
      <Link href={fileAddress(path, [line, endLine])}>
        <span>{n}</span>
        {placeText(path, [line, endLine])}
      </Link>
      <p>{excerpt}</p>
    </div>
  );
}
