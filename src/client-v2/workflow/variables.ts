import { DEFAULT_KINDS } from '@community-crm/community-model';
import type { VariableOption } from '@nocobase/plugin-workflow/client-v2';
import type { Translate } from '../locale';

/** A node of the tree that variables are picked from. */
export const variable = (value: string, label: string, children?: VariableOption[]): VariableOption => ({
  key: value,
  value,
  label,
  ...(children ? { children } : {}),
});

/** Counts by the kinds that every installation has. */
export const kindVariables = (t: Translate): VariableOption[] =>
  DEFAULT_KINDS.map(({ key, titleEn }) => variable(key, t(titleEn)));
