import { useState } from "react";
import { useLocation } from "wouter";
import { fileAddress } from "../address.ts";
import { Page } from "../shell/page.tsx";
import { Chooser } from "../ui/chooser.tsx";
import "./file.css";
import { useFileChoices } from "./use-file-choices.tsx";

/** The files of the workspace, to open one. */
export function FilesPage() {
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const { choices, note } = useFileChoices(text, (path) => navigate(fileAddress(path)));
  return (
    <Page title="Files">
      <Chooser label="Files" placeholder="Words in the path" text={text} onText={setText} choices={choices}>
        {note}
      </Chooser>
    </Page>
  );
}
