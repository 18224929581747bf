// One file of the workspace, read-only: its source with line numbers, or rendered when it is Markdown.
import { useEffect, useMemo, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { usePathname } from "wouter/use-browser-location";
import { askAboutAddress, filePathOf, linesOf, placeText } from "../address.ts";
import { useClient, useConnection, useIsOnline } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { useDocuments } from "../library/use-documents.ts";
import { useOpenDocument } from "../library/use-open-document.ts";
import { Page } from "../shell/page.tsx";
import { isMarkdown } from "../start/example-questions.ts";
import { Button } from "../ui/button.tsx";
import { Empty, Failed, Loading } from "../ui/status.tsx";
import { countText } from "../words/numbers.ts";
import "./file.css";
import { FileForms, type Form, FormChoice } from "./file-forms.tsx";
import { createFileLines, type FileLines, type FileView } from "./file-lines.ts";

export function FilePage() {
  const path = filePathOf(usePathname());
  if (path === undefined)
    return (
      <Page title="No such file">
        <div className="scroll page-note">
          <Empty>This address names no file of the workspace.</Empty>
        </div>
      </Page>
    );
  return <File key={path} path={path} />;
}

function File({ path }: { path: string }) {
  const search = useSearch();
  const cited = useMemo(() => linesOf(search), [search]);
  const [, navigate] = useLocation();
  const file = useFile(path);
  const view = useReadable(file);
  const [form, setForm] = useState<Form>("source");
  const opener = useOpenDocument();
  const known = useDocuments().data?.documents.find((document) => document.path === path);
  return (
    <Page
      title={path}
      heading={<h1 className="cut mono">{placeText(path, cited)}</h1>}
      actions={
        <>
          {view.total !== undefined && <span className="meta wide-only">{countText(view.total)} lines, read-only</span>}
          {isMarkdown(path) && <FormChoice form={form} onChoose={setForm} />}
          {isMarkdown(path) && (
            <Button
              disabled={opener.opening !== undefined}
              onClick={() => opener.open(known ?? { path }, cited && { line: cited[0], column: 1 })}
            >
              {opener.opening === undefined ? "Edit" : opener.openingText}
            </Button>
          )}
          <Button onClick={() => navigate(askAboutAddress(path, cited))}>
            <span>
              Ask<span className="wide-only"> about {cited === undefined ? "this file" : "these lines"}</span>
            </span>
          </Button>
        </>
      }
    >
      {opener.error !== undefined && (
        <div className="file-state">
          <Failed>{opener.error}</Failed>
        </div>
      )}
      <FileState file={file} view={view} path={path} isDocument={known?.document !== undefined} />
      <FileForms file={file} form={form} path={path} cited={cited} />
    </Page>
  );
}

function useFile(path: string): FileLines {
  const client = useClient();
  const isOnline = useIsOnline();
  const file = useMemo(() => createFileLines(client, path), [client, path]);
  useEffect(() => {
    if (!isOnline) return;
    file.again();
    file.want(1, 1);
  }, [file, isOnline]);
  useEffect(() => () => file.close(), [file]);
  return file;
}

interface FileStateProps {
  file: FileLines;
  view: FileView;
  path: string;
  /** It can be edited, as far as is known. */
  isDocument: boolean;
}

function FileState({ file, view, path, isDocument }: FileStateProps) {
  const { status } = useConnection();
  const again = (): void => {
    file.again();
    file.want(1, 1);
  };
  if (view.error !== undefined && status === "online")
    return (
      <div className="file-state">
        <Failed action={<Button onClick={again}>Read again</Button>}>
          Could not read <code>{path}</code>: {view.error}
        </Failed>
      </div>
    );
  if (view.total !== undefined) return null;
  return (
    <div className="file-state">
      {status === "online" || status === "connecting" ? (
        <Loading>Reading {path}</Loading>
      ) : (
        <Empty>
          Bridge away. The file is read when it is back.
          {isDocument && " Its text is here as a document: Edit opens it."}
        </Empty>
      )}
    </div>
  );
}
