// Adds a file, a folder or a server to the machine's list. A path is typed: a page cannot see where a file is.
import { type FormEvent, useState } from "react";
import { useIsOnline } from "../hooks/use-client.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failed, Status } from "../ui/status.tsx";
import { useCommand } from "../hooks/use-command.ts";

export type Addition = "file" | "server";

const WORDS = {
  file: {
    title: "Add a file or folder",
    label: "Absolute path of a GGUF file, or of a folder of them",
    placeholder: "/home/you/models/qwen2.5-7b-instruct-q4_k_m.gguf",
    note: "Only its header is read. The file stays where it is.",
  },
  server: {
    title: "Connect a server",
    label: "Address of an OpenAI-compatible server",
    placeholder: "http://127.0.0.1:8000/v1",
    note: "Servers on the usual ports of this machine are found by themselves.",
  },
} as const;

export function AddDialog({ kind, onClose }: { kind: Addition; onClose: () => void }) {
  const { title, label, placeholder, note } = WORDS[kind];
  const [target, setTarget] = useState("");
  const [keyVariable, setKeyVariable] = useState("");
  const { run, running, error } = useCommand();
  const isOnline = useIsOnline();
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const key = keyVariable.trim();
    const done = await run("model.add", { target: target.trim(), ...(key !== "" && { keyVariable: key }) });
    if (done !== undefined) onClose();
  };
  const leaves = kind === "server" && isElsewhere(target.trim());
  return (
    <Dialog label={title} className="add-model" onClose={onClose}>
      <form onSubmit={(event) => void add(event)}>
        <h2>{title}</h2>
        <label>
          {label}
          <input
            className="field mono"
            required
            spellCheck={false}
            placeholder={placeholder}
            value={target}
            onChange={(event) => setTarget(event.target.value)}
          />
        </label>
        {kind === "server" && (
          <label>
            Environment variable that holds its key, if it wants one
            <input
              className="field mono"
              spellCheck={false}
              pattern="[A-Za-z_][A-Za-z0-9_]*"
              placeholder="MY_SERVER_KEY"
              value={keyVariable}
              onChange={(event) => setKeyVariable(event.target.value)}
            />
          </label>
        )}
        <p className="meta">{note}</p>
        {leaves && (
          <p>
            <Status glyph="leaves" tone="warning">
              What you ask its models leaves this machine. They answer only when you choose them.
            </Status>
          </p>
        )}
        {error !== undefined && <Failed>{error}</Failed>}
        <p className="row end">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={!isOnline || running !== undefined}>
            {running === undefined ? title : "Looking at it"}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}

/** Whether an address names another machine; half an address names none. */
function isElsewhere(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return hostname !== "" && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
