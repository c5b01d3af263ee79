import type { ChatRef } from '@community-crm/community-model';
import type { RowColumns } from '../store';
import { newer, storedField, toldField, type Described, type Field } from './refs';

/** Columns of a group that describe it, each with the version of its description. */
export const GROUP_DESCRIPTION: RowColumns = {
  title: 'text',
  infoVersion: 'int',
  username: 'text',
  usernameVersion: 'int',
  type: 'text',
  typeVersion: 'int',
};

/** What is known of a group. */
export interface GroupDescription {
  title: Field | null;
  username: Field | null;
  type: Field | null;
}

/** Those columns as the database has them. */
export interface DescribedGroupRow extends Record<string, unknown> {
  title: string | null;
  infoVersion: number | string | null;
  username: string | null;
  usernameVersion: number | string | null;
  type: string | null;
  typeVersion: number | string | null;
}

/** A group as a batch describes it. */
export function toldGroup(chat: Described<ChatRef>): GroupDescription {
  return {
    title: toldField(chat, (ref) => ref.title),
    username: toldField(chat, (ref) => ref.username),
    type: toldField(chat, (ref) => ref.type),
  };
}

export function storedGroup(row: DescribedGroupRow): GroupDescription {
  return {
    title: storedField(row.title, row.infoVersion),
    username: storedField(row.username, row.usernameVersion),
    type: storedField(row.type, row.typeVersion),
  };
}

/** Both descriptions of a group: of each field the latest. */
export function groupTogether(a: GroupDescription, b: GroupDescription): GroupDescription {
  return { title: newer(a.title, b.title), username: newer(a.username, b.username), type: newer(a.type, b.type) };
}

/** The values of {@link GROUP_DESCRIPTION} in order. */
export function groupCells({ title, username, type }: GroupDescription): Array<string | number | null> {
  return [title, username, type].flatMap((field) => [
    field?.value ?? null,
    field && Number.isFinite(field.version) ? field.version : null,
  ]);
}
