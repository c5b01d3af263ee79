import type { StandaloneOptions } from '@community-crm/host/standalone';

export type IntakeMode = 'polling' | 'webhook';

/** What a worker process is started with. */
export interface WorkerOptions extends StandaloneOptions {
  /** Where it answers requests; 0 = nowhere. */
  port: number;
  /** The bot to be connected, at the first start. */
  connect?: { token: string; apiRoot: string; mode: IntakeMode };
}

export type Question = 'inbox' | 'state' | 'stop';

export interface InboxCounts {
  pending: number;
  done: number;
  skipped: number;
  failed: number;
}

export interface Answer {
  ready?: boolean;
  inbox?: InboxCounts;
  /** Every row that intake leads to, by table. */
  state?: Record<string, string[]>;
  error?: string;
}
