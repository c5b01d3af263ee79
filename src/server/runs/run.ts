export type RunKind = 'import' | 'labels' | 'facts' | 'mapping' | 'backtest' | 'segments';
export type RunState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export type Counts = Record<string, number>;

/** Something worth knowing about a finished run, by code, e.g. the time zone that was assumed. */
export interface RunNote {
  code: string;
  [key: string]: unknown;
}

export interface RunError {
  code: string;
  message: string;
  [key: string]: unknown;
}

export interface Run {
  id: number;
  kind: RunKind;
  state: RunState;
  progress: number;
  step: string | null;
  counts: Counts;
  params: Record<string, unknown>;
  notes: RunNote[];
  error: RunError | null;
}

/** What a run's handler is given. */
export interface RunContext {
  run: Run;
  /** Milliseconds of the run's start; everything in the run is as of this instant. */
  startedAt: number;
  signal: AbortSignal;
  /** Shows how far the run is. Cheap: written at most a few times a second. */
  report(progress: number, step: string, counts?: Counts): Promise<void>;
}

export interface RunOutcome {
  counts: Counts;
  notes?: RunNote[];
  /** Instant up to which labels are now right, milliseconds. */
  watermark?: number;
  /** What the run has found out, where that is more than counts; it is kept with the run. */
  result?: unknown;
  /** Instant at which time alone may change a label next, milliseconds. */
  dueAt?: number;
}

export type RunHandler = (context: RunContext) => Promise<RunOutcome>;

/** Raised inside a handler when the run was cancelled. */
export class RunCancelled extends Error {
  readonly code = 'RUN_CANCELLED';

  constructor() {
    super('The run was cancelled.');
  }
}

/** An error as it is stored: its stable code and values if it has any, never a stack. */
export function runError(error: unknown): RunError {
  const known = error as { code?: unknown; values?: Record<string, unknown>; message?: unknown };
  return {
    ...known.values,
    code: typeof known.code === 'string' ? known.code : 'UNEXPECTED',
    message: String(known.message ?? error),
  };
}
