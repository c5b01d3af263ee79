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

const CELL = ['memberId', 'groupId', 'day'];

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

export const HOURLY_FACTS = factTable('communityHourlyFacts', 'community_fresh_hourly', 'hour', ['utterances']);

export const CONTENT_FACTS = factTable('communityContentFacts', 'community_fresh_content', 'content', [
  'posts',
  'repliesReceived',
  'reactionsReceived',
  'answered',
  ...REPLY_MINUTES.map((minutes) => `within${minutes}`),
]);
