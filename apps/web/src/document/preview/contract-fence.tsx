// An API description or a schema as a table, with its source one button away. What is none is shown as code.
import type { ContractOutline } from "@nomous/workbench";
import { useEffect, useState } from "react";
import { CodeBlock } from "../../markdown/code-block.tsx";
import { Segments } from "../../ui/segments.tsx";
import type { DocumentDesk } from "../desk.ts";

interface ContractFenceProps {
  desk: DocumentDesk;
  language: string | undefined;
  text: string;
}

export function ContractFence({ desk, language, text }: ContractFenceProps) {
  const contract = useContract(desk, language ?? "", text);
  const [form, setForm] = useState<"table" | "source">("table");
  if (contract === null) return <CodeBlock text={text} language={language} />;
  return (
    <figure className="contract">
      <figcaption>
        <span>{contract.title ?? (contract.kind === "openapi" ? "Operations" : "Properties")}</span>
        <Segments
          label="How the contract is shown"
          names={[
            ["table", "Table"],
            ["source", "Source"],
          ]}
          chosen={form}
          onChoose={setForm}
        />
      </figcaption>
      {form === "source" ? <CodeBlock text={text} language={language} /> : <ContractTable contract={contract} />}
    </figure>
  );
}

function ContractTable({ contract: { columns, rows } }: { contract: ContractOutline }) {
  return (
    // What scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="md-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <tr key={n}>
              {row.map((cell, column) => (
                <td key={columns[column]}>{column < 2 ? <code>{cell}</code> : cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Read by the check worker, which knows contracts. */
function useContract(desk: DocumentDesk, language: string, text: string): ContractOutline | null {
  const [contract, setContract] = useState<ContractOutline | null>(null);
  useEffect(() => {
    let isLeft = false;
    const read = async (): Promise<void> => {
      const outline = await desk.check.ask<"contract">({ kind: "contract", language, text });
      if (!isLeft && outline !== undefined) setContract(outline);
    };
    void read();
    return () => {
      isLeft = true;
    };
  }, [desk, language, text]);
  return contract;
}
