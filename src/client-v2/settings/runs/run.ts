import type { Translate } from '../../locale';

export type RunState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** A background run as the server tells of it. */
export interface Run {
  id: number | string;
  kind: string;
  state: RunState;
  /** 0 to 1. */
  progress: number | string | null;
  step: string | null;
  counts: Record<string, number> | null;
  params: Record<string, unknown> | null;
  notes: RunNote[] | null;
  startedAt: string | null;
  finishedAt: string | null;
  error: RunError | null;
  createdAt: string;
}

/** Something worth knowing about a run that went well, e.g. what was assumed. */
export interface RunNote {
  code: string;
  message?: string;
  [value: string]: unknown;
}

export interface RunError {
  code?: string;
  message?: string;
  [value: string]: unknown;
}

export const isActive = (run: Pick<Run, 'state'>): boolean => run.state === 'queued' || run.state === 'running';

/** Progress in whole percent. */
export const percentOf = (run: Pick<Run, 'progress' | 'state'>): number =>
  run.state === 'succeeded' ? 100 : Math.round(Math.min(1, Math.max(0, Number(run.progress ?? 0))) * 100);

export const STATE_COLOURS: Record<RunState, string> = {
  queued: 'default',
  running: 'processing',
  succeeded: 'success',
  failed: 'error',
  cancelled: 'warning',
};

const STATE_TITLES: Record<RunState, string> = {
  queued: 'Queued',
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const stateTitle = (state: RunState, t: Translate): string => t(STATE_TITLES[state] ?? state);

const KIND_TITLES: Record<string, string> = {
  import: 'Import',
  labels: 'Score and classify',
  facts: 'Recount facts',
  mapping: 'Compare collections',
  backtest: 'Backtest',
  segments: 'Refresh segments',
};

/** What a run is doing at the moment, by the server's name for it. */
const STEP_TITLES: Record<string, string> = {
  reading: 'Reading and checking the file',
  writing: 'Writing activities',
  facts: 'Counting days',
  scoring: 'Scoring',
  lifecycle: 'Finding stages',
  replay: 'Replaying history',
  alive: 'Estimating who is still there',
  comparing: 'Comparing records',
  backtest: 'Living through past dates',
  segments: 'Finding who is in which segment',
};

export const stepTitle = (step: string | null, t: Translate): string => (step ? t(STEP_TITLES[step] ?? step) : '');

export const kindTitle = (kind: string, t: Translate): string => t(KIND_TITLES[kind] ?? kind);

/** How long a run took, or has taken by `now` (milliseconds since 1970); a dash before it starts. */
export function durationText(run: Pick<Run, 'startedAt' | 'finishedAt'>, now: number, t: Translate): string {
  if (!run.startedAt) return '–';
  const until = run.finishedAt ? Date.parse(run.finishedAt) : now;
  const seconds = Math.max(0, (until - Date.parse(run.startedAt)) / 1000);
  if (seconds < 60) return t('{{seconds}} s', { seconds: seconds < 10 ? seconds.toFixed(1) : Math.round(seconds) });
  return t('{{minutes}} min {{seconds}} s', { minutes: Math.floor(seconds / 60), seconds: Math.round(seconds % 60) });
}
