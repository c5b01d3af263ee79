/** What the block shows, as it is saved with it. */
export interface MemberCardOptions {
  showTags: boolean;
  showGroups: boolean;
  showCalendar: boolean;
  showScore: boolean;
  showHistory: boolean;
}

export const DEFAULT_OPTIONS: MemberCardOptions = {
  showTags: true,
  showGroups: true,
  showCalendar: true,
  showScore: true,
  showHistory: true,
};

/** Fills what saved settings leave out, e.g. because they were saved by an older version. */
export function withDefaults(saved: Partial<MemberCardOptions> | undefined): MemberCardOptions {
  const given = Object.entries(saved ?? {}).filter(([, value]) => typeof value === 'boolean');
  return { ...DEFAULT_OPTIONS, ...(Object.fromEntries(given) as Partial<MemberCardOptions>) };
}
