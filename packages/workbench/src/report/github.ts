// Annotations of GitHub's workflows: one command a line.
import type { Severity } from "../rule/rule.ts";
import type { CheckReport, ReportedFinding } from "./checked.ts";

export const renderGithub = ({ documents, unchecked }: CheckReport): string =>
  [
    ...documents.flatMap(({ findings }) => findings.map(annotation)),
    ...unchecked.map(({ path, message }) => command("error", { file: path, title: "not checked" }, message)),
  ]
    .map((line) => `${line}\n`)
    .join("");

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", note: "notice" };

function annotation({ path, rule, severity, message, line, column, endLine, endColumn }: ReportedFinding): string {
  // Columns are refused where a range has several lines.
  const columns = endLine === line ? { col: column, endColumn } : {};
  return command(COMMANDS[severity], { file: path, line, endLine, ...columns, title: rule }, message);
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${listed.join(",")}::${escapeMessage(message)}`;
}

const escapeMessage = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
