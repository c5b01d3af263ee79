import type { ActorRef } from '@community-crm/community-model';
import {
  joinColumns,
  packColumns,
  rowsJson,
  type Cell,
  type JoinedColumns,
  type RowColumns,
  type Store,
} from '../store';
import { newer, storedField, toldField, type Described, type Field } from './refs';

/** Columns of {@link descriptionRows}. */
export const DESCRIPTION: RowColumns = {
  platform: 'text',
  externalId: 'text',
  displayName: 'text',
  infoVersion: 'int',
  username: 'text',
  usernameVersion: 'int',
  languageCode: 'text',
  languageVersion: 'int',
  isBot: 'bool',
  firstSeenAt: 'instant',
  now: 'instant',
};

/** An account as the database has it. */
export interface IdentityRow extends Record<string, unknown> {
  id: number | string;
  platform: string;
  externalId: string;
  memberId: number | string;
  displayName: string | null;
  infoVersion: number | string | null;
  username: string | null;
  usernameVersion: number | string | null;
  languageCode: string | null;
  languageVersion: number | string | null;
  isBot: unknown;
  firstMentionedMs: number | string | null;
}

/** What is known of an account. */
export interface Description {
  platform: string;
  externalId: string;
  name: Field | null;
  username: Field | null;
  language: Field | null;
  isBot: boolean;
  firstAt: number;
}

/** An account as a batch describes it. */
export function told(actor: Described<ActorRef>): Description {
  const { platform, externalId } = actor.ref;
  return {
    platform,
    externalId,
    name: toldField(actor, (ref) => ref.displayName),
    username: toldField(actor, (ref) => ref.username),
    language: toldField(actor, (ref) => ref.languageCode),
    isBot: actor.told.some(({ ref }) => ref.isBot === true),
    firstAt: actor.firstAt,
  };
}

export function stored(row: IdentityRow): Description {
  return {
    platform: row.platform,
    externalId: row.externalId,
    name: storedField(row.displayName, row.infoVersion),
    username: storedField(row.username, row.usernameVersion),
    language: storedField(row.languageCode, row.languageVersion),
    isBot: Boolean(row.isBot),
    firstAt: row.firstMentionedMs === null ? Infinity : Number(row.firstMentionedMs),
  };
}

/** Both descriptions of an account: of each field the latest. */
export function together(a: Description, b: Description): Description {
  return {
    ...a,
    name: newer(a.name, b.name),
    username: newer(a.username, b.username),
    language: newer(a.language, b.language),
    isBot: a.isBot || b.isBot,
    firstAt: Math.min(a.firstAt, b.firstAt),
  };
}

/** What a member is called until somebody says otherwise. */
export function shownName({ name, username, externalId }: Description): string {
  return name?.value ?? username?.value ?? externalId;
}

const versionOf = (field: Field | null): number | null =>
  field && Number.isFinite(field.version) ? field.version : null;

/** Descriptions as the bound value of a row source. */
export function descriptionRows(store: Store, descriptions: readonly Description[], now: number): string {
  return rowsJson(cellsOf(store, descriptions, now));
}

/** The same for many, who travel faster column by column. */
export function descriptionColumns(store: Store, descriptions: readonly Description[], now: number): JoinedColumns {
  const rows = cellsOf(store, descriptions, now);
  const columns = Object.keys(DESCRIPTION).map((name, i): [string, Cell[]] => [name, rows.map((row) => row[i])]);
  return joinColumns(store.dialect, [packColumns(store.dialect, DESCRIPTION, Object.fromEntries(columns))]);
}

/** In the order of {@link DESCRIPTION}. */
function cellsOf(store: Store, descriptions: readonly Description[], now: number): Cell[][] {
  return descriptions.map(({ platform, externalId, name, username, language, isBot, firstAt }) => [
    platform,
    externalId,
    name?.value ?? null,
    versionOf(name),
    username?.value ?? null,
    versionOf(username),
    language?.value ?? null,
    versionOf(language),
    isBot,
    Number.isFinite(firstAt) ? store.instant(firstAt) : null,
    store.instant(now),
  ]);
}
