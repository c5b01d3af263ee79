export * from './explain';
export { exportedLabels } from './exportedLabels';
export * from './library';
export * from './rfm';
export { segmentGuard } from './segmentGuard';
export { segmentRunsActions } from './segments';
