export * from './cells';
export { OUTSIDE_ANY_GROUP } from './groups';
export { NOT_A_PERSON } from './members';
export { ActivityWriter, type WriterOptions } from './writer';
export { joinGroups } from './migration';
export { noteGroupStatus } from './groupStatus';
export { eraseTexts, type RetentionOptions } from './retention';
export { noteReachability, type SeenReachability } from './reachability';
export { countingKeys, retractActivities } from './retract';
