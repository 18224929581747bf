import { openApproverKey, signerIn } from "@nomous/lab/documents";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { configHome } from "../state/config-home.ts";
import { explained, homeWorkspace } from "../workbench/open-workbench.ts";

/** Prints who one is to a workspace, as its settings name approvers; makes the key of the person where there is none yet. */
export async function approver(context: Context): Promise<ExitCode> {
  const { console, env, json } = context;
  const workspace = await homeWorkspace(context);
  const folder = configHome(env);
  const { publicKey } = await explained(openApproverKey(folder));
  const { person } = await explained(signerIn(workspace, null));
  if (json) console.print(JSON.stringify({ name: person, key: publicKey }));
  else {
    console.print(`- name: ${JSON.stringify(person)}\n  key: ${publicKey}`);
    console.note("Put these lines below `approvers:` in nomous.yaml. Your private key stays on this machine.");
  }
  return EXIT.ok;
}
