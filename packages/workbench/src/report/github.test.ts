import { expect, test } from "vitest";
import { renderGithub } from "./github.ts";
import { reportOf, wordRule, checkMemo } from "./report-fixture.ts";
import { reportDocument } from "./checked.ts";

test("a finding is one command, and a note is a notice", () => {
  const draft = "---\nnomous: memo\n---\nnever GAP\n";
  expect(renderGithub(reportOf({ "a.md": "always\n", "b.md": draft }))).toBe(
    '::error file=a.md,line=1,endLine=1,col=1,endColumn=7,title=word.always::"always" is too strong. Choose a weaker word.\n' +
      '::warning file=b.md,line=4,endLine=4,col=1,endColumn=6,title=word.never::"never" is too strong. Choose a weaker word.\n' +
      '::notice file=b.md,line=4,endLine=4,col=7,endColumn=10,title=word.gap::"GAP" is too strong. Choose a weaker word.\n',
  );
});

test("no text of a document or path can end its command or begin another one", () => {
  const rule = wordRule("word.odd", "50%,:\r\n::x", "wrong");
  const odd = reportDocument(checkMemo("50%,:\r\n::x", "a,b:c%\n::d.md", [rule]));
  const report = {
    ...reportOf({}, { unchecked: [{ path: "x.md", message: "one\r\n::error::two %0A" }] }),
    documents: [odd],
  };
  expect(renderGithub(report)).toBe(
    '::error file=a%2Cb%3Ac%25%0A%3A%3Ad.md,line=1,endLine=2,title=word.odd::"50%25,:  ::x" is too strong. Choose a weaker word.\n' +
      "::error file=x.md,title=not checked::one%0D%0A::error::two %250A\n",
  );
});

test("nothing is told of a clean document", () => {
  expect(renderGithub(reportOf({ "a.md": "# So\n" }))).toBe("");
});
