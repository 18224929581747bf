// Where a person writes. What is written is kept until it is sent; while the bridge is away it is queued, and says so.
import type { Attachment } from "@nomous/client";
import { type KeyboardEvent, type RefObject, useState } from "react";
import { Link } from "wouter";
import { fileAddress, placeText } from "../address.ts";
import { useIsOnline } from "../hooks/use-client.ts";
import { useWorkspace } from "../hooks/use-workspace.ts";
import { FilePicker } from "../late-parts.ts";
import { LateDialog } from "../shell/late-dialog.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { isMac, KEYS } from "../words/keys.ts";
import "./composer.css";
import { type Prompt, promptProblem } from "./prompt.ts";
import type { DraftState } from "./use-draft.ts";
import type { EngineState } from "./use-engine.ts";

interface ComposerProps {
  draft: DraftState;
  choice: EngineState;
  placeholder: string;
  field: RefObject<HTMLTextAreaElement | null>;
  onSend: (prompt: Prompt) => void;
  /** Present while an answer is being written. */
  onStop?: (() => void) | undefined;
  isStopping?: boolean;
}

export function Composer({ draft, choice, placeholder, field, onSend, onStop, isStopping = false }: ComposerProps) {
  const isOnline = useIsOnline();
  const [isPicking, setPicking] = useState(false);
  const problem = promptProblem(draft.text);
  const send = (): void => {
    const text = draft.text.trim();
    if (text === "" || problem !== undefined) return field.current?.focus();
    onSend({ text, attachments: draft.attachments, engine: choice.engine });
    draft.clear();
  };
  return (
    <div className="composer">
      <div className="box">
        <Attached files={draft.attachments} onChange={draft.setAttachments} />
        <textarea
          ref={field}
          rows={1}
          aria-label="Message"
          aria-invalid={problem !== undefined}
          placeholder={placeholder}
          value={draft.text}
          onChange={({ target }) => draft.setText(target.value)}
          onKeyDown={(event) => isSendKey(event) && (event.preventDefault(), send())}
        />
        {problem !== undefined && <p className="problem c-error">{problem}</p>}
        <div className="ctl">
          <IconButton glyph="clip" label="Attach a file of the workspace" onClick={() => setPicking(true)} />
          <EngineChoice choice={choice} />
          <span className="grow" />
          {onStop !== undefined && (
            <Button glyph="stop" keys={KEYS.stop.keys} onClick={onStop} disabled={isStopping}>
              <span>{isStopping ? "Stopping" : "Stop"}</span>
            </Button>
          )}
          <Button look="primary" keys={KEYS.send.keys} onClick={send}>
            {isOnline ? "Send" : "Queue"}
          </Button>
        </div>
      </div>
      {isPicking && (
        <LateDialog onClose={() => setPicking(false)}>
          <FilePicker
            label="Attach a file"
            onClose={() => setPicking(false)}
            onPick={(path) => {
              setPicking(false);
              draft.setAttachments(attach(draft.attachments, { path }));
            }}
          />
        </LateDialog>
      )}
    </div>
  );
}

const isSendKey = (event: KeyboardEvent): boolean =>
  event.key === "Enter" && (isMac() ? event.metaKey : event.ctrlKey) && !event.nativeEvent.isComposing;

/** Adds a file, once. */
export function attach(files: readonly Attachment[], file: Attachment): readonly Attachment[] {
  const text = placeText(file.path, file.lines);
  return [...files.filter(({ path, lines }) => placeText(path, lines) !== text), file];
}

interface AttachedProps {
  files: readonly Attachment[];
  onChange: (files: readonly Attachment[]) => void;
}

function Attached({ files, onChange }: AttachedProps) {
  if (files.length === 0) return null;
  return (
    <ul className="attached" aria-label="Attached files">
      {files.map((file) => {
        const text = placeText(file.path, file.lines);
        return (
          <li key={text} className="chip">
            <Glyph name="clip" />
            <Link className="cut" href={fileAddress(file.path, file.lines)}>
              {text}
            </Link>
            <IconButton
              className="small"
              glyph="close"
              label={`Detach ${text}`}
              onClick={() => onChange(files.filter((other) => other !== file))}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** Only where there is something to choose. */
function EngineChoice({ choice: { engine, setEngine } }: { choice: EngineState }) {
  const engines = useWorkspace().data?.engines ?? [];
  if (engines.length < 2) return <span className="meta cut">{engines[0]?.name}</span>;
  return (
    <select
      className="btn quiet cut"
      aria-label="Engine"
      value={engine ?? ""}
      onChange={({ target }) => setEngine(target.value || undefined)}
    >
      <option value="">The bridge chooses the engine</option>
      {engines.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
