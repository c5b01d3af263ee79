export {
  createClassifyJobs,
  createRefreshJobs,
  createSegmentCourier,
  createStageCourier,
  createSyncs,
  createTriggers,
  type SyncServices,
} from './create';
export { workflowEngine } from './engine';
export type { GapReader, RosterReconciler } from './nodes/hooks';
export type { SyncJobs } from './nodes/syncJobs';
export { workflowActions } from './options';
export { registerWorkflow } from './register';
export { ofHistory, originNow, packedOfHistory } from './triggers/origin';
