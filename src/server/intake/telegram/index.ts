export { BotApi, DEFAULT_API_ROOT, type ChatMember } from './botApi';
export { BOT_API_MESSAGES, BotApiError, type BotApiErrorCode } from './botApiError';
export { CHECK_MESSAGES, checkConnection, knownGroups, type Check, type CheckCode } from './check';
export { connectionGuard, CONNECTION_MESSAGES } from './connectionGuard';
export { checkAction, onConnectionRemoved, onConnectionsChanged } from './connectionResource';
export { ConnectionSync, type SyncOutcome } from './connectionSync';
export { Connections, type Connection, type ConnectionMode, type ConnectionState } from './connections';
export { failedUpdatesActions, type FailedUpdatesOptions } from './failedUpdates';
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
  type Reachability,
} from './normalize';
export { standingOf } from './normalize/chatMember';
export { personOf } from './normalize/reading';
export { pause } from './pause';
export { Poller, type Lease, type PollerOptions } from './poller';
export { Precedence } from './precedence';
export { KEEP_UNREAD_DAYS, UnreadUpdates, type UnreadKind, type UnreadMemory } from './unread';
export { followMove, movedTo } from './followMove';
export { openToken, sealToken, tokenHint, type SecretBox, type TokenKeeper, type Variables } from './token';
export {
  Commits,
  Doorkeeper,
  Farewells,
  hostAddress,
  keepWebhookBody,
  webhookActions,
  webhookPath,
  WebhookRegistrar,
  webhookUrl,
} from './webhook';
