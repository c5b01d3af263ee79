import { DEFAULT_KINDS } from '@community-crm/community-model';
import type { StageKey } from './names';

/** A title in the two languages that the product is shipped in. */
export interface ShippedTitle {
  titleEn: string;
  titleZh: string;
}

const title = (titleEn: string, titleZh: string): ShippedTitle => ({ titleEn, titleZh });

export const SHIPPED_STAGES: Record<StageKey, ShippedTitle> = {
  new: title('New member', '新用户'),
  active: title('Active', '活跃'),
  core: title('Core', '核心'),
  high_value: title('High value', '高价值'),
  at_risk: title('At risk', '流失风险'),
  churned: title('Churned', '流失'),
};

/** Titles of the default stage rules, by their keys. */
export const SHIPPED_RULES = {
  'new-first-seen': title('New: first join or first sight', '新用户：首次加入或首次出现'),
  'active-from-new': title('Active: took part as a newcomer', '活跃：新用户参与互动'),
  'active-again': title('Active again: a sign of life after silence', '重新活跃：沉默后再次出现'),
  'active-returned': title('Active again: came back after churning', '重新活跃：流失后回归'),
  core: title('Core: active on most days of a month', '核心：一个月内多数日子活跃'),
  'high-value': title('High value: bought within 90 days', '高价值：90 天内消费达标'),
  'at-risk': title('At risk: silent for 15 days', '流失风险：沉默 15 天'),
  'churned-silent': title('Churned: at risk for 30 days and still silent', '流失：处于风险 30 天仍沉默'),
  'churned-left': title('Churned: left every group', '流失：退出全部群组'),
};

/** Who reads a title. */
export interface Reader {
  /** E.g. `zh-CN`; anything that is not Chinese reads English. */
  language?: string;
  /** Translates the English title into languages that the product is not shipped in. */
  t?(english: string): string;
}

/**
 * The shipped title in the reader's language where the stored one is shipped for this key, in whichever language the
 * installation was made; a title that operators wrote stays as it is, and so does that of a key which is not shipped.
 */
export type TitleFor = (reader: Reader, key: string, stored: string) => string;

export const titleFor = (shipped: Iterable<readonly [string, ShippedTitle]>): TitleFor => {
  const titles: ReadonlyMap<string, ShippedTitle> = new Map(shipped);
  return ({ language, t }, key, stored) => {
    const own = titles.get(key);
    if (!own || (stored !== own.titleEn && stored !== own.titleZh)) return stored;
    if (language?.startsWith('zh')) return own.titleZh;
    return t ? t(own.titleEn) : own.titleEn;
  };
};

export const kindTitle = titleFor(DEFAULT_KINDS.map((kind) => [kind.key, kind] as const));
export const ruleTitle = titleFor(Object.entries(SHIPPED_RULES));
export const stageTitle = titleFor(Object.entries(SHIPPED_STAGES));

/** Rows of a list with the titles that the reader is shown. */
export const titledFor = <R extends { key: string; title: string }>(
  title: TitleFor,
  reader: Reader,
  rows: readonly R[],
): R[] => rows.map((row) => ({ ...row, title: title(reader, row.key, row.title) }));
