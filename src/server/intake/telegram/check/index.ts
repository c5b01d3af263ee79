export { checkConnection, type CheckOptions, type CheckReport } from './checkConnection';
export type { GroupStanding, Standing } from './groupChecks';
export { knownGroups, type KnownGroup } from './knownGroups';
export { CHECK_MESSAGES, type Check, type CheckCode } from './messages';
