// Begins a document of a type: what it is about decides which parts it has.
import { check, DocumentOpened, type WorkbenchSettings } from "@nomous/client";
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { documentAddress } from "../address.ts";
import { useIsOnline } from "../hooks/use-client.ts";
import { useCommand } from "../hooks/use-command.ts";
import { useQuery } from "../hooks/use-query.ts";
import type { DocumentPreset } from "../shell/use-shell.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Empty, Failed, Loading, Status } from "../ui/status.tsx";
import { titleText } from "./document-words.ts";
import "./library-dialog.css";
import { argsOf, fieldOf, typesOf, type Wish } from "./new-document.ts";
import { CategoryField, FormField, ScopeField, SourcesField, TitleField, TypeField } from "./new-document-fields.tsx";
import { useDocuments } from "./use-documents.ts";

export interface NewDocumentDialogProps {
  preset: DocumentPreset;
  onClose: () => void;
}

export function NewDocumentDialog({ preset, onClose }: NewDocumentDialogProps) {
  const { data, error, again } = useQuery("workbench.settings", {});
  const isOnline = useIsOnline();
  return (
    <Dialog label="New document" className="new-document" onClose={onClose}>
      {data !== undefined && <NewDocumentForm settings={data} preset={preset} onClose={onClose} />}
      {data === undefined && (
        <div className="wait">
          {error !== undefined && <Failed action={<Button onClick={again}>Ask again</Button>}>{error}</Failed>}
          {error === undefined && isOnline && <Loading>Asking which types there are</Loading>}
          {error === undefined && !isOnline && <Empty>Bridge away. A document can be begun when it is back.</Empty>}
        </div>
      )}
    </Dialog>
  );
}

interface NewDocumentFormProps extends NewDocumentDialogProps {
  settings: WorkbenchSettings;
}

function NewDocumentForm({ settings, preset, onClose }: NewDocumentFormProps) {
  const { wish, change } = useWish(preset);
  const types = typesOf(settings);
  const type = types.find(({ name }) => name === wish.type) ?? types[0];
  const { run, running, error, refusal } = useCommand();
  const isOnline = useIsOnline();
  const [, navigate] = useLocation();
  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (type === undefined) return;
    const done = await run("document.new", argsOf(wish, type, settings));
    const opened = check(DocumentOpened, done?.result);
    if (!opened.ok) return;
    onClose();
    navigate(documentAddress(opened.value.document));
  };
  if (type === undefined) return <Failed>This workspace has no type of document.</Failed>;
  const field = error === undefined ? undefined : fieldOf(refusal ?? { message: error });
  const problemAt = (name: typeof field): string | undefined => (name === field ? error : undefined);
  return (
    <form onSubmit={(event) => void begin(event)}>
      <header>
        <h2>New document</h2>
      </header>
      <div className="fields">
        {settings.problem !== undefined && (
          <Status glyph="warning" tone="warning">
            {settings.problem}
          </Status>
        )}
        <TypeField types={types} chosen={type.name} problem={problemAt("type")} onChoose={(type) => change({ type })} />
        <TitleField title={wish.title} problem={problemAt("title")} onChange={(title) => change({ title })} />
        <CategoryField type={type} wish={wish} problem={problemAt("category")} onChange={change} />
        <SourcesField from={wish.from} problem={problemAt("from")} onChange={(from) => change({ from })} />
        <ScopeField type={type} settings={settings} wish={wish} problem={problemAt("scopes")} onChange={change} />
        <FormField isFull={wish.isFull} onChange={(isFull) => change({ isFull })} />
        {error !== undefined && field === undefined && <Failed>{error}</Failed>}
      </div>
      <footer>
        {!isOnline && <span className="meta">Bridge away. It can be begun when it is back.</span>}
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" type="submit" disabled={!isOnline || running !== undefined}>
          {running === undefined ? `Begin the ${type.name}` : "Beginning it"}
        </Button>
      </footer>
    </form>
  );
}

/** What is made from a document is about the same thing, until somebody says otherwise. */
function useWish({ type = "", from = [] }: DocumentPreset) {
  const { data } = useDocuments();
  const [wish, setWish] = useState<Wish>(() => {
    const source = data?.documents.find(({ path }) => path === from[0]);
    const title = source === undefined ? "" : titleText(source);
    return { type, title, category: "", scopes: [], from, isFull: false };
  });
  return { wish, change: (part: Partial<Wish>) => setWish((last) => ({ ...last, ...part })) };
}
