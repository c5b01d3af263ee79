import { REPLY_MINUTES } from '../../common/groupHealthContent';
import type { ScratchTable } from '../store';

/** A collection of facts: by what a fact is found, and what it tells. */
export interface FactTable {
  collection: string;
  key: readonly string[];
  measures: readonly string[];
  /** Where facts are put together before they are compared with those that are there. */
  scratch: ScratchTable;
}

/** In the order of the unique indexes, in which facts are then put together and written. */
const CELL = ['groupId', 'day', 'memberId'];

function factTable(collection: string, name: string, own: string, measures: readonly string[]): FactTable {
  const key = [...CELL, own];
  const columns = [...key, ...measures].map((column) => `f."${column}"`);
  const like = `SELECT ${columns.join(', ')} FROM {${collection}} AS f`;
  return { collection, key, measures, scratch: { name, like, key } };
}

export const DAILY_FACTS = factTable('communityDailyFacts', 'community_fresh_daily', 'kind', [
  'count',
  'replies',
  'forwards',
  'characters',
  'amount',
  'repliesReceived',
  'reactionsReceived',
  'sessionMinutes',
  'rejoins',
  'firstAt',
  'lastAt',
]);

/** Daily facts as they are put together of joins and leaves, beside those of what else happened. */
export const PRESENCE_FACTS: FactTable = {
  ...DAILY_FACTS,
  scratch: { ...DAILY_FACTS.scratch, name: 'community_fresh_presence' },
};

export const HOURLY_FACTS = factTable('communityHourlyFacts', 'community_fresh_hourly', 'hour', ['utterances']);

export const CONTENT_FACTS = factTable('communityContentFacts', 'community_fresh_content', 'content', [
  'posts',
  'repliesReceived',
  'reactionsReceived',
  'answered',
  ...REPLY_MINUTES.map((minutes) => `within${minutes}`),
]);

export const FACT_TABLES: readonly FactTable[] = [DAILY_FACTS, HOURLY_FACTS, CONTENT_FACTS];
