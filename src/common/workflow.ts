/** What the workflow node and the trigger agree on between server and browser. Types of nodes and triggers are a contract. */

export const SYNC_NODE = 'community-telegram-sync';
export const ACTIVITY_TRIGGER = 'community-activity-received';

/** Options of the node "Telegram sync". */
export interface SyncNodeConfig {
  /** Ids of bots; empty or absent = all. */
  connections?: number[];
  /** Compare the members we know with Telegram's. */
  roster?: boolean;
  /** A file to import: an attachment or a path, mostly by a variable. */
  importFile?: unknown;
  /** For exports whose dates carry no zone. */
  timeZone?: string;
  /** Score and classify afterwards. */
  labels?: boolean;
  timeoutMinutes?: number;
}

export const SYNC_TIMEOUT = { least: 1, most: 1440, normally: 10 } as const;

/** What the node hands to the nodes after it. */
export interface SyncResult {
  startedAt: string;
  finishedAt: string;
  connections: SyncedConnection[];
  /** New activities by kind since the sync began, imported ones included. */
  byKind: Record<string, number>;
  /** Their sum. */
  activities: number;
  /** Updates that were read, those from which nothing followed, and those set aside that wait for someone. */
  updates: { read: number; skipped: number; failed: number };
  /** Times for which nothing was received. */
  gaps: unknown[];
  roster: Record<string, number> | null;
  import: Record<string, number> | null;
  labels: Record<string, number> | null;
  /** One sentence for each thing that did not work. */
  problems: string[];
}

export interface SyncedConnection {
  id: number;
  name: string;
  state: 'done' | 'paused' | 'failed';
  error: string | null;
}

/** Options of the trigger "activity received". */
export interface ActivityTriggerConfig {
  /** Keys; empty or absent = every kind. */
  kinds?: string[];
  /** Ids of groups; empty or absent = every group. */
  groups?: number[];
  mode?: 'batch' | 'single';
  /** Batches: most activities in one execution. */
  most?: number;
  /** Batches: seconds between two executions. */
  seconds?: number;
  /** Also what imports bring. */
  imports?: boolean;
}

export const BATCH_MOST = { least: 1, most: 10_000, normally: 500 } as const;
export const BATCH_SECONDS = { least: 5, most: 86_400, normally: 60 } as const;

/** Context of an execution for a batch. */
export interface ActivityBatch {
  count: number;
  /** Ids of activities, by their time. */
  ids: number[];
  byKind: Record<string, number>;
  byGroup: Array<{ id: number; title: string | null; count: number }>;
  memberIds: number[];
  firstAt: string;
  lastAt: string;
  /** How many more wait for the next execution. */
  waiting: number;
}

/** Whether a value is a whole number within limits. */
export const isWithin = (value: unknown, { least, most }: { least: number; most: number }): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

export const STAGE_TRIGGER = 'community-stage-changed';
export const CLASSIFY_NODE = 'community-score-and-classify';

/** In the list of former stages: the member had none. */
export const NO_STAGE = 'none';

export const CHANGE_ORIGINS = ['live', 'manual', 'import', 'edit', 'replay'] as const;

/** What nobody is told of unless the operator chooses it: history, and what only changed because a rule did. */
export const DEFAULT_ORIGINS: readonly string[] = ['live', 'manual'];

/** Links of a member that an execution may be told of. */
export const MEMBER_APPENDS = ['owner', 'tags', 'identities', 'memberships'] as const;

/** Options of the trigger "stage changed". */
export interface StageTriggerConfig {
  /** Stages that were left, {@link NO_STAGE} among them; empty or absent = any. */
  from?: string[];
  /** Stages that were entered; empty or absent = any. */
  to?: string[];
  /** Absent = {@link DEFAULT_ORIGINS}. */
  origins?: string[];
  mode?: 'batched' | 'single';
  /** Batches: most changes in one execution. */
  most?: number;
  /** Batches: seconds for which changes are gathered. */
  seconds?: number;
  /** Some of {@link MEMBER_APPENDS}; absent = the owner. */
  appends?: string[];
}

export const STAGE_MOST = { least: 1, most: 10_000, normally: 2_000 } as const;
export const STAGE_SECONDS = { least: 1, most: 86_400, normally: 10 } as const;

/** One change of stage as executions are told of it; also the context of an execution in the mode `single`. */
export interface StageChangeContext {
  /** Id of the record of the change. */
  id: number;
  /** The member as it is now, as operators see it. */
  member: Record<string, unknown>;
  from: string | null;
  to: string;
  /** Null when a person decided. */
  rule: { key: string; title: string; version: number } | null;
  /** ISO 8601. */
  at: string;
  origin: string;
  reason: string | null;
  evidence: unknown[];
}

/** Context of an execution in the mode `batched`. */
export interface StageChangeBatch {
  count: number;
  changes: StageChangeContext[];
  /** Changes by new stage. */
  byStage: Record<string, number>;
  memberIds: number[];
}

/** Options of the node "score and classify". */
export interface ClassifyNodeConfig {
  timeoutMinutes?: number;
}

export const CLASSIFY_TIMEOUT = { least: 1, most: 1440, normally: 30 } as const;

/** What the node hands to the nodes after it. */
export interface ClassifyResult {
  runId: number;
  /** Members who came to another stage or to their first, members who were placed by their history, members looked at. */
  changed: number;
  placed: number;
  examined: number;
  /** Changes by new stage. */
  entered: Record<string, number>;
}

export const SEGMENT_TRIGGER = 'community-segment-changed';
export const REFRESH_NODE = 'community-refresh-segment';
export const TAG_NODE = 'community-tag-member';

/** Options of the trigger "segment entered or left". */
export interface SegmentTriggerConfig {
  /** Keys of segments; at least one. */
  segments?: string[];
  /** Absent = both. */
  change?: 'entered' | 'left' | 'both';
  /** Absent = {@link DEFAULT_ORIGINS}. */
  origins?: string[];
  mode?: 'batched' | 'single';
  /** Batches: most changes in one execution. */
  most?: number;
  /** Batches: seconds for which changes are gathered. */
  seconds?: number;
  /** Some of {@link MEMBER_APPENDS}; absent = the owner. */
  appends?: string[];
}

/** Origins that a change of a segment's members can have. */
export const SEGMENT_CHANGE_ORIGINS = ['live', 'manual', 'import', 'edit'] as const;

/** One change of a segment's members; also the context of an execution in the mode `single`. */
export interface SegmentChangeContext {
  /** Id of the record of the change. */
  id: number;
  /** The member as it is now, as operators see it. */
  member: Record<string, unknown>;
  segment: { id: number; key: string; title: string };
  change: 'entered' | 'left';
  /** ISO 8601. */
  at: string;
  origin: string;
}

/** Context of an execution in the mode `batched`. */
export interface SegmentChangeBatch {
  count: number;
  changes: SegmentChangeContext[];
  /** Changes by the segment's key. */
  entered: Record<string, number>;
  left: Record<string, number>;
  memberIds: number[];
}

/** Options of the node "refresh segment". */
export interface RefreshNodeConfig {
  /** Keys of segments. */
  segments?: string[];
  timeoutMinutes?: number;
}

/** What the node hands to the nodes after it. */
export interface RefreshResult {
  runId: number;
  segments: number;
  entered: number;
  left: number;
  failed: number;
}

/** Options of the node "tag member". */
export interface TagNodeConfig {
  /** Keys of tags. */
  tags?: string[];
  action?: 'add' | 'remove';
  /** Ids of members, or members, or a list of either; mostly by a variable. */
  members?: unknown;
}

/** Members that one run of the node may tag. */
export const MOST_TAGGED = 50_000;

/** What the node hands to the nodes after it. */
export interface TagResult {
  /** Members that exist, and how many tags were given or taken away. */
  members: number;
  changed: number;
}
