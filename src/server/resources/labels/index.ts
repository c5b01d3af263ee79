export * from './explain';
export * from './library';
export * from './rfm';
export { segmentGuard } from './segmentGuard';
export { segmentRunsActions } from './segments';
