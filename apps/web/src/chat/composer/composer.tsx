// Where a person writes. What is written is kept until it is sent; while the bridge is away it is queued, and says so.
import type { Attachment } from "@nomous/client";
import { type KeyboardEvent, type RefObject, useState } from "react";
import { placeText } from "../../address.ts";
import { useIsOnline } from "../../hooks/use-client.ts";
import { FilePicker } from "../../late-parts.ts";
import { LateDialog } from "../../shell/late-dialog.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { isMac, KEYS } from "../../words/keys.ts";
import { ContextMeter } from "../context/context-meter.tsx";
import type { Preview } from "../context/use-preview.ts";
import { ModelChoice } from "../model/model-choice.tsx";
import type { Engines } from "../model/use-engines.ts";
import { changeSettings, settingsText } from "../settings/settings.ts";
import type { SettingsState } from "../settings/use-settings.ts";
import { AttachedFiles } from "./attached-files.tsx";
import "./composer.css";
import { composerNotes, sendObstacle } from "./composer-notes.ts";
import type { Prompt } from "./prompt.ts";
import type { DraftState } from "./use-draft.ts";

interface ComposerProps {
  draft: DraftState;
  settings: SettingsState;
  engines: Engines;
  preview: Preview | undefined;
  placeholder: string;
  field: RefObject<HTMLTextAreaElement | null>;
  onSend: (prompt: Prompt) => void;
  onSettings: () => void;
  /** Present while an answer is being written. */
  onStop?: (() => void) | undefined;
  isStopping?: boolean;
}

export function Composer(props: ComposerProps) {
  const { draft, settings, engines, preview, placeholder, field, onSend, onSettings } = props;
  const isOnline = useIsOnline();
  const asked = { text: draft.text, attachments: draft.attachments, settings: settings.settings };
  const obstacle = sendObstacle(asked, engines, preview);
  const notes = composerNotes(settings.settings, isOnline ? preview : undefined);
  const send = (): void => {
    const text = draft.text.trim();
    if (text === "" || obstacle !== undefined) return field.current?.focus();
    onSend({ ...asked, text });
    draft.clear();
  };
  return (
    <div className="composer">
      <div className="box">
        <AttachedFiles files={draft.attachments} onChange={draft.setAttachments} />
        <textarea
          ref={field}
          rows={1}
          data-kept=""
          aria-label="Message"
          aria-invalid={obstacle !== undefined}
          placeholder={placeholder}
          value={draft.text}
          onChange={({ target }) => draft.setText(target.value)}
          onKeyDown={(event) => isSendKey(event) && (event.preventDefault(), send())}
        />
        <div aria-live="polite">
          {obstacle !== undefined && <p className="note c-error">{obstacle.why}</p>}
          {notes.map((note) => (
            <p key={note} className="note c-warning">
              {note}
            </p>
          ))}
        </div>
        <div className="ctl">
          <AttachButton draft={draft} />
          <ModelChoice
            engines={engines}
            engine={settings.settings.engine}
            onChoose={(engine) => settings.set(changeSettings(settings.settings, { engine }))}
          />
          <SettingsButton settings={settings} onClick={onSettings} />
          <span className="grow" />
          {isOnline && preview?.context != null && <ContextMeter context={preview.context} />}
          <StopButton {...props} />
          <Button look="primary" keys={KEYS.send.keys} onClick={send}>
            {isOnline ? "Send" : "Queue"}
            {obstacle !== undefined && `, ${obstacle.short}`}
          </Button>
        </div>
      </div>
    </div>
  );
}

function SettingsButton({ settings, onClick }: { settings: SettingsState; onClick: () => void }) {
  const name = settings.isChanged ? "Settings, changed" : "Settings";
  const text = settingsText(settings.settings);
  const label = text === "" ? name : `${name}: ${text}`;
  return (
    <Button look="quiet" glyph="sliders" onClick={onClick} aria-label={label} title={label}>
      {settings.isChanged && <span className="wide-only">changed</span>}
    </Button>
  );
}

function StopButton({ onStop, isStopping = false }: Pick<ComposerProps, "onStop" | "isStopping">) {
  if (onStop === undefined) return null;
  return (
    <Button glyph="stop" keys={KEYS.stop.keys} onClick={onStop} disabled={isStopping}>
      <span>{isStopping ? "Stopping" : "Stop"}</span>
    </Button>
  );
}

function AttachButton({ draft }: { draft: DraftState }) {
  const [isPicking, setPicking] = useState(false);
  const close = (): void => setPicking(false);
  return (
    <>
      <IconButton glyph="clip" label="Attach a file or an image of the workspace" onClick={() => setPicking(true)} />
      {isPicking && (
        <LateDialog onClose={close}>
          <FilePicker
            label="Attach a file"
            onClose={close}
            onPick={(path) => {
              close();
              draft.setAttachments(attach(draft.attachments, { path }));
            }}
          />
        </LateDialog>
      )}
    </>
  );
}

const isSendKey = (event: KeyboardEvent): boolean =>
  event.key === "Enter" && (isMac() ? event.metaKey : event.ctrlKey) && !event.nativeEvent.isComposing;

/** Adds a file, once. */
export function attach(files: readonly Attachment[], file: Attachment): readonly Attachment[] {
  const text = placeText(file.path, file.lines);
  return [...files.filter(({ path, lines }) => placeText(path, lines) !== text), file];
}
