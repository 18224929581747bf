import { CopyButton } from "../ui/copy-button.tsx";

/** Code as it is, with a button that copies it; long lines scroll inside. */
export function CodeBlock({ text, language }: { text: string; language: string | undefined }) {
  return (
    <div className="codeblk">
      <div className="cap">
        <span>{language ?? "text"}</span>
        <CopyButton text={text} label="Copy" name="Copy code" />
      </div>
      {/* What scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>
        <span>{text}</span>
      </pre>
    </div>
  );
}
