export { finishMerges, mergeMembers, separateMembers, type MergeOptions } from './merge';
export { MERGE_MESSAGES, MergeError, type MergeErrorCode } from './mergeError';
export { dismissSuggestion, suggestMerges, type MergeSuggestion, type SuggestedMember } from './suggestions';
