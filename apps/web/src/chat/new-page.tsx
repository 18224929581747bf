// The first screen, and every later new conversation: what can be done here, and a composer.
import { useEffect, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { conversationAddress, parsePlace } from "../address.ts";
import { useBridge } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { useWorkspace } from "../hooks/use-workspace.ts";
import { LateDialog } from "../shell/late-dialog.tsx";
import { Page } from "../shell/page.tsx";
import { ExampleQuestions } from "../start/example-list.tsx";
import { StartGuide } from "../start/start-guide.tsx";
import { attach, Composer } from "./composer/composer.tsx";
import { sendPrompt } from "./composer/prompt.ts";
import { readDraft, useDraft } from "./composer/use-draft.ts";
import { usePreview, useWritten } from "./context/use-preview.ts";
import { useEngines } from "./model/use-engines.ts";
import { ChatSettingsForm } from "./settings/chat-settings-form.tsx";
import { SettingsDialog } from "./settings/settings-dialog.tsx";
import { useSettings } from "./settings/use-settings.ts";

export function NewPage() {
  const search = useSearch();
  // A file that one asks about is attached once, by its address.
  return <New key={search} attached={new URLSearchParams(search).get("attach")} />;
}

function New({ attached }: { attached: string | null }) {
  const bridge = useBridge();
  const [, navigate] = useLocation();
  const { list, status } = useReadable(bridge.client.conversations);
  const name = useWorkspace().data?.name;
  const field = useRef<HTMLTextAreaElement>(null);
  const [begin] = useState(() => withAttached(attached));
  const draft = useDraft("new", begin);
  const settings = useSettings("new", NOTHING_SET);
  const engines = useEngines();
  const place = { conversation: null, parent: null, settings: settings.settings, isOpen: false };
  const preview = usePreview(place, useWritten(draft));
  const [isSetting, setSetting] = useState(false);
  const isFirst = status !== "loading" && ![...list.values()].some(({ deletedAt }) => deletedAt === undefined);
  useEffect(() => {
    if (attached !== null) field.current?.focus();
  }, [attached]);
  const fill = (text: string): void => {
    draft.setText(text);
    field.current?.focus();
  };
  return (
    <Page title={isFirst ? "Start" : "New conversation"}>
      <div className="scroll">
        {isFirst ? (
          <StartGuide onAsk={() => field.current?.focus()} onQuestion={fill} />
        ) : (
          <Examples name={name} onChoose={fill} />
        )}
      </div>
      <Composer
        draft={draft}
        settings={settings}
        engines={engines}
        preview={preview}
        field={field}
        placeholder={`Ask about ${name ?? "this folder"}`}
        onSettings={() => setSetting(true)}
        onSend={(prompt) => {
          const place = { conversation: undefined, parent: null, inherited: NOTHING_SET };
          const { conversation, turn } = sendPrompt(bridge, prompt, place);
          draft.clear();
          settings.reset();
          navigate(conversationAddress(conversation, turn));
        }}
      />
      {isSetting && (
        <LateDialog onClose={() => setSetting(false)}>
          <SettingsDialog label="Settings of this conversation" onClose={() => setSetting(false)}>
            <ChatSettingsForm state={settings} engines={engines} from={undefined} />
          </SettingsDialog>
        </LateDialog>
      )}
    </Page>
  );
}

const Examples = ({ name, onChoose }: { name: string | undefined; onChoose: (question: string) => void }) => (
  <div className="start brief">
    <h2>Ask about {name ?? "this folder"}</h2>
    <ExampleQuestions onChoose={onChoose} />
  </div>
);

const NOTHING_SET = {};

function withAttached(attached: string | null): ReturnType<typeof readDraft> {
  const draft = readDraft("new");
  const file = attached === null ? undefined : parsePlace(attached);
  return file === undefined ? draft : { ...draft, attachments: attach(draft.attachments, file) };
}
