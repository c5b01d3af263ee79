export { MalformedUpdateError } from './reading';
export {
  ALLOWED_UPDATES,
  normalizeUpdate,
  updateKind,
  type GroupStatus,
  type Migration,
  type NormalizeContext,
  type NormalizedUpdate,
  type Reachability,
  type SkipReason,
} from './update';
