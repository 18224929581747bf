// Who may approve in a workspace, and how many of them it takes, as its team settles it in `nomous.yaml`. What is not understood is an error and never
// "anybody".
import * as z from "zod/mini";
import { isPublicKeyText } from "./signature.ts";

/** Names are compared as people write them, but for blanks around them and the way in which accents are encoded. */
export const personKey = (name: string): string => name.trim().normalize("NFC");

const Name = z.pipe(
  z.string().check(z.refine((name) => name.trim() !== "", "expected a name")),
  z.transform(personKey),
);
const Key = z
  .string()
  .check(z.refine(isPublicKeyText, "expected ed25519: and a public key, as `nomous approver` prints it"));

const Approver = z.pipe(
  z.strictObject({
    /** As git knows the person: `user.name`. */
    name: Name,
    /** The public key that their approvals are signed with, or several, one a machine. Without: whoever has the name. */
    key: z.optional(z.union([Key, z.array(Key).check(z.minLength(1))])),
    /** What they may approve. Without: everything. */
    types: z.optional(z.array(z.string()).check(z.minLength(1))),
  }),
  z.transform(({ name, key, types }) => ({
    name,
    keys: key === undefined ? [] : typeof key === "string" ? [key] : key,
    types: types ?? null,
  })),
);
type Approver = z.infer<typeof Approver>;

/** At least one: a list that names nobody would let nobody approve, or everybody, and which of them was meant cannot be told. */
export const ApproverList = z.array(Approver).check(
  z.minLength(1),
  z.refine(
    (list) => isEachOnce(list.map(({ name }) => name)),
    "somebody stands here twice: give each person one entry",
  ),
  z.refine(
    (list) => isEachOnce(list.flatMap(({ keys }) => keys)),
    "a key stands here twice: each belongs to one person",
  ),
);

const Count = z.int().check(z.minimum(1), z.maximum(100));

/** How many people have to approve, or how many for which type; a type that is not named takes one. */
export const ApprovalCount = z.union([Count, z.record(z.string(), Count)]);
export type ApprovalCount = z.infer<typeof ApprovalCount>;

const isEachOnce = (names: readonly string[]): boolean => new Set(names).size === names.length;

export interface ApprovalSettings {
  readonly approvers: readonly Approver[] | null;
  readonly approvals: ApprovalCount;
}

/** What holds for documents of one type. */
export interface ApprovalPolicy {
  readonly type: string;
  /** Null: anybody. */
  readonly approvers: readonly Approver[] | null;
  readonly needed: number;
}

export const policyOf = ({ approvers, approvals }: ApprovalSettings, type: string): ApprovalPolicy => ({
  type,
  approvers: approvers?.filter(({ types }) => types === null || types.includes(type)) ?? null,
  needed: typeof approvals === "number" ? approvals : Object.hasOwn(approvals, type) ? (approvals[type] ?? 1) : 1,
});

/** Why nobody could ever approve something here; null when somebody can. */
export function shortage(settings: ApprovalSettings): string | null {
  const { approvers, approvals } = settings;
  if (approvers === null || approvers.length === 0) return null;
  const named = [
    ...approvers.flatMap(({ types }) => types ?? []),
    ...(typeof approvals === "number" ? [] : Object.keys(approvals)),
  ];
  const policies = named.map((type) => policyOf(settings, type));
  const short = policies.find((policy) => policy.needed > (policy.approvers?.length ?? 0));
  if (short !== undefined)
    return `a ${short.type} takes ${short.needed} approvals, and ${people(short.approvers?.length ?? 0)} may approve one`;
  return typeof approvals === "number" && approvals > approvers.length
    ? `${approvals} approvals are needed, and ${people(approvers.length)} may approve`
    : null;
}

const people = (count: number): string => (count === 1 ? "only one person" : `only ${count} people`);

/** "Ada", "Ada or Grace", "Ada, Grace or Linus". */
export const namesInWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
