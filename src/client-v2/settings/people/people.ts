/** A member as a suggestion shows it. */
export interface SuggestedMember {
  id: number;
  name: string;
  accounts: string[];
  lastActiveAt: string | null;
}

/** Two members who may be one person; the first would be kept. */
export interface Suggestion {
  members: [SuggestedMember, SuggestedMember];
  reason: 'username' | 'name';
  value: string;
}

/** A merge that stands, or was undone. */
export interface Merge {
  id: number;
  state: 'merging' | 'merged' | 'separating' | 'separated';
  keptId: number;
  absorbedId: number;
  keptName: string | null;
  absorbedName: string | null;
  mergedAt: string;
  separatedAt: string | null;
  by: string | null;
}
