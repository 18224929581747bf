// All rules, in the order of the reference. A rule that is not listed here does not run.
import { alertWithoutThreshold } from "./alert/no-threshold.ts";
import { unknownMetric } from "./alert/unknown-metric.ts";
import { chosenAmongRejected } from "./alternative/chosen-listed.ts";
import { unreasonedAlternative } from "./alternative/no-reason.ts";
import { noAlternative } from "./alternative/none.ts";
import { oneSidedAlternative } from "./alternative/one-sided.ts";
import { uncitedAnalysis } from "./analysis/uncited.ts";
import { capacityWithoutNumber } from "./capacity/no-number.ts";
import { unsourcedCapacity } from "./capacity/unsourced.ts";
import { citedCommit } from "./citation/commit.ts";
import { citedLine } from "./citation/line.ts";
import { citedPath } from "./citation/path.ts";
import { citedQuote } from "./citation/quote.ts";
import { citedSymbol } from "./citation/symbol.ts";
import { claimDirection } from "./claim/direction.ts";
import { claimOnBrokenEvidence } from "./claim/evidence.ts";
import { claimForm } from "./claim/form.ts";
import { claimInterval } from "./claim/interval.ts";
import { claimWithoutDefinition } from "./claim/no-definition.ts";
import { otherExperiment } from "./claim/other-experiment.ts";
import { otherVariant } from "./claim/other-variant.ts";
import { claimRounding } from "./claim/rounding.ts";
import { staleClaim } from "./claim/stale.ts";
import { unboundNumber } from "./claim/unbound.ts";
import { claimUnit } from "./claim/unit.ts";
import { unknownClaim } from "./claim/unknown.ts";
import { claimValue } from "./claim/value.ts";
import { claimVerb } from "./claim/verb.ts";
import { compatibilityConflict } from "./compatibility/conflict.ts";
import { duplicateComponent } from "./component/duplicate.ts";
import { undefinedComponent } from "./component/undefined.ts";
import { undrawnComponent } from "./component/undrawn.ts";
import { unjustifiedComponent } from "./component/unjustified.ts";
import { contractSyntax } from "./contract/syntax.ts";
import { strayTask } from "./coverage/stray-task.ts";
import { unknownGoal } from "./coverage/unknown-goal.ts";
import { conflictingCriteria } from "./criterion/conflict.ts";
import { unmeasurableCriterion } from "./criterion/unmeasurable.ts";
import { vagueCriterion } from "./criterion/vague.ts";
import { contradictedDecision } from "./decision/contradicted.ts";
import { judgementWithoutReason } from "./decision/no-reason.ts";
import { decisionReplay } from "./decision/replay.ts";
import { decisionSyntax } from "./decision/syntax.ts";
import { unknownMetric as unknownDecisionMetric } from "./decision/unknown-metric.ts";
import { unknownVariant } from "./decision/unknown-variant.ts";
import { decisionWeights } from "./decision/weights.ts";
import { winnerOut } from "./decision/winner-out.ts";
import { diagramSyntax } from "./diagram/syntax.ts";
import { durationInSpec } from "./duration/in-spec.ts";
import { durationSum } from "./duration/sum.ts";
import { tooShortTimeline } from "./duration/too-short.ts";
import { brokenEvidence } from "./evidence/broken.ts";
import { changedAfterData } from "./evidence/changed-after-data.ts";
import { inputsChanged } from "./evidence/inputs-changed.ts";
import { newerEvidence } from "./evidence/newer-version.ts";
import { tornEvidence } from "./evidence/torn.ts";
import { duplicateExperimentId } from "./experiment/duplicate-id.ts";
import { missingInput } from "./experiment/missing-input.ts";
import { experimentNotRun } from "./experiment/not-run.ts";
import { experimentSyntax } from "./experiment/syntax.ts";
import { tooFewRounds } from "./experiment/too-few-rounds.ts";
import { unknownProbe } from "./experiment/unknown-probe.ts";
import { contradictingGoals } from "./goal/contradiction.ts";
import { duplicateGoal } from "./goal/duplicate.ts";
import { goalAndNonGoal } from "./goal/non-goal.ts";
import { sameId } from "./goal/same-id.ts";
import { unmeasurableGoal } from "./goal/unmeasurable.ts";
import { untestedGoal } from "./goal/untested.ts";
import { approvalMissing } from "./lifecycle/approval-missing.ts";
import { approvalStale } from "./lifecycle/approval-stale.ts";
import { openConflict } from "./lifecycle/open-conflict.ts";
import { openQuestion } from "./lifecycle/open-question.ts";
import { superseded } from "./lifecycle/superseded.ts";
import { unknownState } from "./lifecycle/unknown-state.ts";
import { linkAnchor } from "./link/anchor.ts";
import { emptyLink } from "./link/empty.ts";
import { invertedLink } from "./link/inverted.ts";
import { localLink } from "./link/local.ts";
import { linkReference } from "./link/reference.ts";
import { linkTarget } from "./link/target.ts";
import { conflictingField } from "./metadata/conflict.ts";
import { dateOrder } from "./metadata/date-order.ts";
import { frontMatter } from "./metadata/front-matter.ts";
import { invalidDate } from "./metadata/invalid-date.ts";
import { missingField } from "./metadata/missing-field.ts";
import { unknownChoice } from "./metadata/unknown-choice.ts";
import { unknownScope } from "./metadata/unknown-scope.ts";
import { unknownType } from "./metadata/unknown-type.ts";
import { unverifiedMigration } from "./migration/unverified.ts";
import { unboundModel } from "./model/unbound.ts";
import { unnamedPattern } from "./pattern/unnamed.ts";
import { questionWithoutAnswer } from "./question/answered-without-answer.ts";
import { duplicateQuestion } from "./question/duplicate.ts";
import { editedRegion } from "./region/edited.ts";
import { staleRegion } from "./region/stale.ts";
import { unbalancedRegion } from "./region/unbalanced.ts";
import { unknownRegion } from "./region/unknown.ts";
import { sourceWithoutLine } from "./research/no-line.ts";
import { questionWithoutMark } from "./research/question-missing-mark.ts";
import { recommendingResearch } from "./research/recommends.ts";
import { uncitedFinding } from "./research/uncited.ts";
import { undatedFollowUp } from "./research/undated-follow-up.ts";
import { unmitigatedRisk } from "./risk/unmitigated.ts";
import { unratedRisk } from "./risk/unrated.ts";
import { incompleteRollout } from "./rollout/incomplete.ts";
import { rolloutWithoutRollback } from "./rollout/no-rollback.ts";
import { rolloutWithoutTrigger } from "./rollout/no-trigger.ts";
import { untriedRollback } from "./rollout/untried.ts";
import { bareOption } from "./spike/bare-option.ts";
import { missingCriterion } from "./spike/criteria-missing.ts";
import { duplicateOption } from "./spike/duplicate-option.ts";
import { leftOutOption } from "./spike/left-out-option.ts";
import { noLimitation } from "./spike/limitation.ts";
import { manyQuestions } from "./spike/many-questions.ts";
import { nextStepOwner } from "./spike/next-step-owner.ts";
import { noChangeCondition } from "./spike/no-change-condition.ts";
import { noStatusQuo } from "./spike/no-status-quo.ts";
import { noVerdict } from "./spike/no-verdict.ts";
import { oneOption } from "./spike/one-option.ts";
import { pendingResult } from "./spike/pending-result.ts";
import { resultWithoutNumber } from "./spike/result-without-number.ts";
import { unmeasuredNumber } from "./spike/unmeasured-number.ts";
import { unrepeatableMethod } from "./spike/unrepeatable-method.ts";
import { unsupportedRecommendation } from "./spike/unsupported.ts";
import { criterionWeight } from "./spike/weight.ts";
import { brokenBinding } from "./staleness/broken.ts";
import { movedBinding } from "./staleness/moved.ts";
import { needsReview } from "./staleness/needs-review.ts";
import { partCitation } from "./structure/citation.ts";
import { partDiagram } from "./structure/diagram.ts";
import { duplicateHeading } from "./structure/duplicate-heading.ts";
import { duplicatePart } from "./structure/duplicate-part.ts";
import { partDuration } from "./structure/duration.ts";
import { emptyCell } from "./structure/empty-cell.ts";
import { emptyEntry } from "./structure/empty-entry.ts";
import { emptyPart } from "./structure/empty-part.ts";
import { partEntries } from "./structure/entries.ts";
import { partFence } from "./structure/fence.ts";
import { guidanceLeft } from "./structure/guidance-left.ts";
import { headingLevel } from "./structure/heading-level.ts";
import { partLength } from "./structure/length.ts";
import { partLink } from "./structure/link.ts";
import { missingPart } from "./structure/missing-part.ts";
import { notApplicablePart } from "./structure/not-applicable.ts";
import { partNumber } from "./structure/number.ts";
import { partOrder } from "./structure/part-order.ts";
import { partPerson } from "./structure/person.ts";
import { placeholder } from "./structure/placeholder.ts";
import { saysNothing } from "./structure/says-nothing.ts";
import { tableColumns } from "./structure/table-columns.ts";
import { partTasks } from "./structure/tasks.ts";
import { incompleteTarget } from "./target/incomplete.ts";
import { metTarget } from "./target/met.ts";
import { missingTarget } from "./target/missing-kind.ts";
import { targetUnit } from "./target/unit.ts";
import { unverifiedTarget } from "./target/unverified.ts";
import { taskCycle } from "./task/cycle.ts";
import { duplicateTask } from "./task/duplicate.ts";
import { taskEstimate } from "./task/estimate.ts";
import { taskWithoutRollback } from "./task/no-rollback.ts";
import { taskNotVerified } from "./task/not-verified.ts";
import { taskOrder } from "./task/order.ts";
import { selfTask } from "./task/self.ts";
import { taskStatus } from "./task/status.ts";
import { unestimatedTask } from "./task/unestimated.ts";
import { unknownTask } from "./task/unknown.ts";
import { unverifiedTask } from "./task/unverified.ts";
import { vagueTask } from "./task/vague.ts";
import { testWithoutMethod } from "./tests/no-method.ts";
import { conflictMarker } from "./text/conflict-marker.ts";
import { headingMark } from "./text/heading-mark.ts";
import { lostTable } from "./text/lost-table.ts";
import { openComment } from "./text/open-comment.ts";
import { openFence } from "./text/open-fence.ts";
import { openMark } from "./text/open-mark.ts";
import { raggedTable } from "./text/ragged-table.ts";
import { repeatedWord } from "./text/repeated-word.ts";
import { unmetCriterion } from "./validation/unmet.ts";
import type { Rule } from "./rule.ts";

export const RULES: readonly Rule[] = [
  partCitation,
  partDiagram,
  duplicateHeading,
  duplicatePart,
  partDuration,
  emptyCell,
  emptyEntry,
  emptyPart,
  partEntries,
  partFence,
  guidanceLeft,
  headingLevel,
  partLength,
  partLink,
  missingPart,
  notApplicablePart,
  partNumber,
  partOrder,
  partPerson,
  placeholder,
  saysNothing,
  tableColumns,
  partTasks,
  conflictingField,
  dateOrder,
  frontMatter,
  invalidDate,
  missingField,
  unknownChoice,
  unknownScope,
  unknownType,
  approvalMissing,
  approvalStale,
  openQuestion,
  openConflict,
  superseded,
  unknownState,
  conflictMarker,
  headingMark,
  lostTable,
  openComment,
  openFence,
  openMark,
  raggedTable,
  repeatedWord,
  linkAnchor,
  emptyLink,
  invertedLink,
  localLink,
  linkReference,
  linkTarget,
  citedCommit,
  citedLine,
  citedPath,
  citedQuote,
  citedSymbol,
  needsReview,
  brokenBinding,
  movedBinding,
  editedRegion,
  staleRegion,
  unbalancedRegion,
  unknownRegion,
  contradictingGoals,
  duplicateGoal,
  goalAndNonGoal,
  sameId,
  unmeasurableGoal,
  untestedGoal,
  strayTask,
  unknownGoal,
  conflictingCriteria,
  unmeasurableCriterion,
  vagueCriterion,
  unmitigatedRisk,
  unratedRisk,
  duplicateComponent,
  undefinedComponent,
  undrawnComponent,
  unjustifiedComponent,
  diagramSyntax,
  contractSyntax,
  chosenAmongRejected,
  unreasonedAlternative,
  noAlternative,
  oneSidedAlternative,
  unnamedPattern,
  capacityWithoutNumber,
  unsourcedCapacity,
  alertWithoutThreshold,
  unknownMetric,
  unverifiedMigration,
  testWithoutMethod,
  questionWithoutAnswer,
  duplicateQuestion,
  taskCycle,
  duplicateTask,
  taskEstimate,
  taskWithoutRollback,
  taskNotVerified,
  taskOrder,
  selfTask,
  taskStatus,
  unestimatedTask,
  unknownTask,
  unverifiedTask,
  vagueTask,
  incompleteTarget,
  metTarget,
  missingTarget,
  targetUnit,
  unverifiedTarget,
  incompleteRollout,
  rolloutWithoutRollback,
  rolloutWithoutTrigger,
  untriedRollback,
  uncitedAnalysis,
  unboundModel,
  unmetCriterion,
  compatibilityConflict,
  durationInSpec,
  durationSum,
  tooShortTimeline,
  bareOption,
  missingCriterion,
  duplicateOption,
  leftOutOption,
  noLimitation,
  manyQuestions,
  nextStepOwner,
  noChangeCondition,
  noStatusQuo,
  noVerdict,
  oneOption,
  pendingResult,
  resultWithoutNumber,
  unmeasuredNumber,
  unrepeatableMethod,
  unsupportedRecommendation,
  criterionWeight,
  experimentSyntax,
  duplicateExperimentId,
  tooFewRounds,
  missingInput,
  unknownProbe,
  experimentNotRun,
  brokenEvidence,
  tornEvidence,
  changedAfterData,
  newerEvidence,
  inputsChanged,
  claimForm,
  unknownClaim,
  claimOnBrokenEvidence,
  claimValue,
  claimRounding,
  claimInterval,
  claimUnit,
  claimDirection,
  claimVerb,
  otherExperiment,
  otherVariant,
  staleClaim,
  claimWithoutDefinition,
  unboundNumber,
  decisionSyntax,
  unknownDecisionMetric,
  unknownVariant,
  judgementWithoutReason,
  decisionWeights,
  decisionReplay,
  contradictedDecision,
  winnerOut,
  sourceWithoutLine,
  questionWithoutMark,
  recommendingResearch,
  uncitedFinding,
  undatedFollowUp,
];
