import type { Compiled, Interpreter } from '../compiled';

/** The member is in one of the stages. */
export const stage: Interpreter<{ stage: string[] }> = {
  matches: (condition) => 'stage' in condition,
  compile({ stage: stages }, frame, path): Compiled {
    return {
      sql: `COALESCE((x."stage" IN (${stages.map((key) => frame.bound(key)).join(', ')})), FALSE)`,
      evidence: (row) => {
        const value = (row.stage ?? null) as string | null;
        const met = value !== null && stages.includes(value);
        return [{ path, left: 'stage', op: 'in', value, threshold: stages, met }];
      },
    };
  },
};
