export * from './cells';
export { OUTSIDE_ANY_GROUP } from './groups';
export { NOT_A_PERSON } from './members';
export { ActivityWriter, type WriterOptions } from './writer';
export { joinGroups } from './migration';
export { noteGroupStatus } from './groupStatus';
