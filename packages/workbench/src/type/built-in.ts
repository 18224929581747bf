// The types that ship.
import type { DocumentType } from "./document-type.ts";
import { plan } from "./plan.ts";
import { research } from "./research.ts";
import { spec } from "./spec.ts";
import { spike } from "./spike.ts";

export const BUILT_IN_TYPES: readonly DocumentType[] = [spike, plan, spec, research];
