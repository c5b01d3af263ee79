import { LEVEL_COLOURS, LEVELS, STAGE_COLOURS, STAGE_KEYS, type Level } from '../../common/names';
import { SHIPPED_PERSONAS } from '../../common/personas';
import { RFM_TIERS, TIER_COLOURS, SHIPPED_TIERS } from '../../common/rfm';
import { SHIPPED_STAGES } from '../../common/shippedTitles';
import { DEFAULT_KINDS } from '@community-crm/community-model';
import type { Option } from './fields';

const LEVEL_TITLES: Record<Level, string> = { none: 'None', low: 'Low', medium: 'Medium', high: 'High' };

export const STAGE_OPTIONS: Option[] = STAGE_KEYS.map((value) => ({
  value,
  label: SHIPPED_STAGES[value].titleEn,
  color: STAGE_COLOURS[value],
}));

export const PERSONA_OPTIONS: Option[] = SHIPPED_PERSONAS.map(({ to, titleEn, color }) => ({
  value: to,
  label: titleEn,
  color,
}));

export const TIER_OPTIONS: Option[] = RFM_TIERS.map((value) => ({
  value,
  label: SHIPPED_TIERS[value].titleEn,
  color: TIER_COLOURS[value],
}));

export const LEVEL_OPTIONS: Option[] = [...LEVELS].reverse().map((value) => ({
  value,
  label: LEVEL_TITLES[value],
  color: LEVEL_COLOURS[value],
}));

const KIND_COLOURS: Record<string, string> = {
  message: 'blue',
  reply: 'geekblue',
  forward: 'purple',
  command: 'cyan',
  reaction: 'magenta',
  join: 'green',
  leave: 'red',
  invite: 'lime',
};

export const KIND_OPTIONS: Option[] = DEFAULT_KINDS.map(({ key, titleEn }) => ({
  value: key,
  label: titleEn,
  color: KIND_COLOURS[key] ?? 'default',
}));

export const ORIGIN_OPTIONS: Option[] = [
  { value: 'live', label: 'Live', color: 'green' },
  { value: 'replay', label: 'Replay of history', color: 'default' },
  { value: 'import', label: 'Import', color: 'blue' },
  { value: 'edit', label: 'Rule change', color: 'purple' },
  { value: 'manual', label: 'By hand', color: 'gold' },
];
