// Adds an experiment to the document: a question, what is compared, what is measured. What is left out has defaults that can be changed in
// the block.
import { useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failed } from "../../ui/status.tsx";
import type { DocumentDesk } from "../desk.ts";
import { writeEdits } from "../write-edits.ts";
import "./experiment-dialog.css";
import { MetricFields, TextField, VariantFields } from "./experiment-fields.tsx";
import { blockOf, type ExperimentForm, type FormProblems, idOf, NEW_FORM } from "./experiment-form.ts";

export interface ExperimentDialogProps {
  desk: DocumentDesk;
  onClose: () => void;
}

const NO_PROBLEMS: FormProblems = new Map();

export function ExperimentDialog({ desk, onClose }: ExperimentDialogProps) {
  const { form, problems, refused, change, add } = useExperimentForm(desk, onClose);
  return (
    <Dialog label="Add experiment" className="experiment-dialog" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <div className="head">
          <h2>Add experiment</h2>
        </div>
        <div className="fields">
          <TextField
            name="What do you want to know?"
            note="One sentence that ends with a question mark."
            problem={problems.get("question")}
            value={form.question}
            onChange={(question) => change({ question })}
            isFirst
          />
          <TextField
            name="Short name"
            note="It names the folder of the evidence, so it stays when the question is reworded."
            problem={problems.get("id")}
            value={idOf(form)}
            onChange={(id) => change({ id })}
            isMono
          />
          <VariantFields variants={form.variants} problems={problems} onChange={(variants) => change({ variants })} />
          <MetricFields metrics={form.metrics} problems={problems} onChange={(metrics) => change({ metrics })} />
          <TextField
            name="Rounds"
            note="How often each variant runs, 8 or more: 16, or several looks after which it may end: 8, 16, 24."
            problem={problems.get("rounds") ?? problems.get("looks")}
            value={form.rounds}
            onChange={(rounds) => change({ rounds })}
          />
          {refused !== undefined && <Failed>{refused}</Failed>}
        </div>
        <div className="foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Add to the document
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface FormState {
  readonly form: ExperimentForm;
  /** Nobody is told of a field that they have not come to yet: none before the first try. */
  readonly problems: FormProblems;
  /** Why the block could not be written. */
  readonly refused: string | undefined;
  readonly change: (part: Partial<ExperimentForm>) => void;
  readonly add: () => Promise<void>;
}

function useExperimentForm(desk: DocumentDesk, onAdded: () => void): FormState {
  const [form, setForm] = useState<ExperimentForm>(NEW_FORM);
  const [wasTried, setTried] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { block, problems } = blockOf(form, takenIn(desk));
  return {
    form,
    problems: wasTried ? problems : NO_PROBLEMS,
    refused,
    change: (part) => setForm({ ...form, ...part }),
    async add() {
      setTried(true);
      if (problems.size > 0) return;
      const ask = () => desk.check.ask<"experiment">({ kind: "experiment", block });
      const written = await writeEdits(desk, ask, "The document has no place for an experiment.");
      if ("problem" in written) return setRefused(written.problem);
      // The dialog gives the focus back as it goes; after that the text may have it.
      flushSync(onAdded);
      desk.editor.goTo(written.at);
    },
  };
}

const takenIn = ({ rendered }: DocumentDesk): readonly (string | null)[] =>
  rendered.current()?.checked.experiments.map(({ id }) => id) ?? [];
