import type { RetentionAnswer, RetentionCohort } from '../../common/retention';

/** One cell of the triangle: a cohort, so many weeks after it was new. */
export interface Cell {
  active: number;
  members: number;
  share: number;
  /** Whether the week is over. */
  complete: boolean;
}

export const cellOf = (
  { weeks }: RetentionAnswer,
  { week, members, active, share }: RetentionCohort,
  age: number,
): Cell => ({
  active: active[age],
  members,
  share: share[age],
  complete: weeks[week + age].complete,
});

/**
 * Share of members active so many weeks after they were new, over all cohorts for which that week is over, each member
 * counting the same; null where there is none.
 */
export function averages(answer: RetentionAnswer): Array<number | null> {
  return answer.weeks.map((_, age) => {
    let [active, members] = [0, 0];
    for (const cohort of answer.cohorts) {
      if (age >= cohort.active.length || !answer.weeks[cohort.week + age].complete) continue;
      active += cohort.active[age];
      members += cohort.members;
    }
    return members > 0 ? active / members : null;
  });
}
