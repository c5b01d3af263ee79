import { csvField } from '../heatmap/exports/csv';
import type { Translate } from '../locale';
import type { MemberRow } from './query';

/** Columns of an export by the host's field, with dots where it is one of a linked record. */
const COLUMN_TITLES: Record<string, string> = {
  id: 'ID',
  displayName: 'Name',
  stage: 'Stage',
  persona: 'Persona',
  rfmTier: 'Value tier',
  engagementScore: 'Score',
  lastActiveAt: 'Last active',
  'tags.title': 'Tags',
};

export interface ExportColumn {
  dataIndex: string[];
  title: string;
  defaultTitle: string;
  enum?: Array<{ value: unknown; label: string }>;
}

interface Option {
  value: unknown;
  label: string;
}

/**
 * What the host's exporter is to write.
 *
 * @param enumOf the choices of a field as the reader knows them
 */
export const exportColumns = (t: Translate, enumOf: (field: string) => Option[] | undefined): ExportColumn[] =>
  Object.entries(COLUMN_TITLES).map(([field, title]) => {
    const options = enumOf(field);
    return {
      dataIndex: field.split('.'),
      title: t(title),
      defaultTitle: t(title),
      ...(options?.length ? { enum: options } : {}),
    };
  });

/** Tells spreadsheets that the text is UTF-8. */
const MARK = '\uFEFF';

/** The titles of the columns, which begin a CSV file. */
export const csvHead = (t: Translate): string =>
  `${MARK}${Object.values(COLUMN_TITLES)
    .map((title) => csvField(t(title)))
    .join(',')}\r\n`;

/** Members as lines of a CSV file (RFC 4180); stages, personas and tiers by their keys. */
export const csvLines = (rows: readonly MemberRow[]): string =>
  rows
    .map(({ id, displayName, stage, persona, rfmTier, engagementScore, lastActiveAt, tags }) =>
      [
        Number(id),
        displayName ?? null,
        stage ?? null,
        persona ?? null,
        rfmTier ?? null,
        engagementScore == null ? null : Number(engagementScore),
        lastActiveAt ?? null,
        (tags ?? []).map(({ title, key }) => title || key).join('; ') || null,
      ]
        .map(csvField)
        .join(','),
    )
    .map((line) => `${line}\r\n`)
    .join('');

/** A file's name from a title: nothing that a file system takes for something else. */
export const fileName = (title: string, ending: string): string =>
  `${title.replace(/[\\/:*?"<>|\s]+/g, ' ').trim() || 'members'}.${ending}`;
