import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { HostLayout } from './layout';

/** Steps that are done, each with what it was done for. A step is written down after it ended, so an interrupted one is done again. */
export interface Journal {
  /** Version of the host the database was installed with. */
  installed?: string;
  /** Set while the plugin is being enabled for the first time: found later, it says that this was interrupted. */
  enabling?: boolean;
  /** Fingerprint of the server code the plugin was enabled or upgraded with. */
  plugin?: string;
  /** The day up to which the demonstration was filled, YYYY-MM-DD. */
  demonstration?: string;
}

export function readJournal(layout: HostLayout): Journal {
  if (!existsSync(layout.journal)) return {};
  try {
    return JSON.parse(readFileSync(layout.journal, 'utf8')) as Journal;
  } catch {
    return {};
  }
}

/** Adds to the journal; replaced in one step, so that a killed process never leaves half a file. */
export function writeJournal(layout: HostLayout, done: Journal): void {
  const draft = `${layout.journal}.new`;
  writeFileSync(draft, JSON.stringify({ ...readJournal(layout), ...done }, null, 2));
  renameSync(draft, layout.journal);
}
