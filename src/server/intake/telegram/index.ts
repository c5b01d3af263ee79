export { BotApi, DEFAULT_API_ROOT } from './botApi';
export { BOT_API_MESSAGES, BotApiError, type BotApiErrorCode } from './botApiError';
export { CHECK_MESSAGES, checkConnection, type Check, type CheckCode } from './check';
export { connectionGuard, CONNECTION_MESSAGES } from './connectionGuard';
export { checkAction, onConnectionsChanged } from './connectionResource';
export { Connections, type Connection, type ConnectionMode, type ConnectionState } from './connections';
export { Inbox, type InboxRow, type InboxState } from './inbox';
export { InboxWorker, type InboxEffects, type InboxWorkerOptions, type WorkCounts } from './inboxWorker';
export { LeaseKeeper, type Claims } from './leaseKeeper';
export { LiveIntake, type LiveIntakeOptions } from './liveIntake';
export {
  ALLOWED_UPDATES,
  MalformedUpdateError,
  normalizeUpdate,
  type GroupStatus,
  type Migration,
  type NormalizeContext,
  type NormalizedUpdate,
} from './normalize';
export { Poller, type Lease, type PollerOptions } from './poller';
export { openToken, sealToken, tokenHint, type SecretBox, type TokenKeeper, type Variables } from './token';
