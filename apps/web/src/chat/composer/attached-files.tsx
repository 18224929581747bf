import type { Attachment } from "@nomous/client";
import { Link } from "wouter";
import { fileAddress, placeText } from "../../address.ts";
import { IconButton } from "../../ui/button.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { isImage } from "./composer-notes.ts";

interface AttachedFilesProps {
  files: readonly Attachment[];
  onChange: (files: readonly Attachment[]) => void;
}

export function AttachedFiles({ files, onChange }: AttachedFilesProps) {
  if (files.length === 0) return null;
  return (
    <ul className="attached" aria-label="Attached files">
      {files.map((file) => {
        const text = placeText(file.path, file.lines);
        return (
          <li key={text} className="chip">
            <Glyph name={isImage(file.path) ? "image" : "clip"} />
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
