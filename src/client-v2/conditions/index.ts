export { useWords } from './BuilderContext';
export { checkCondition } from './check';
export { ConditionBuilder, type ConditionBuilderProps } from './ConditionBuilder';
export { ConditionSentence } from './ConditionSentence';
export { emptyCondition } from './forms';
export { MemberFilter } from './MemberFilter';
export { isWithin, problemsWithin, refusedPlace, type Problem } from './problems';
export { translatedStages, useCatalogue } from './useCatalogue';
export { conditionText, evidenceText, measureText, numberText, type Words } from './words';
