import type { BotChatMember, BotUser } from '../botApi/types';
import { user } from '../botApi/updates';
import type { SimulatedGroup } from '../community/groups';
import { isAbsentOn } from '../community/life';
import type { SimulatedMember, SimulatedMembership } from '../community/members';
import { PATTERNS } from '../community/patterns';
import { weightedIndex } from '../community/random';

/** Somebody in a group, and how likely it is that they do something there now. */
interface Candidate {
  member: SimulatedMember;
  membership: SimulatedMembership;
  weight: number;
}

export type Doing = 'say' | 'react';

/** The Bot API's view of a simulated person: the name as the export writes it. */
export const accountOf = ({ id, name }: Pick<SimulatedMember, 'id' | 'name'>): BotUser =>
  user(id, { first_name: name, language_code: undefined });

/** Who is around on a day of the community's life, in each group. */
export class People {
  private readonly byGroup = new Map<string, Candidate[]>();
  private day = Number.NaN;

  constructor(private readonly members: readonly SimulatedMember[]) {}

  /** Members of a group as `getChatMember` knows them. */
  roster({ index }: SimulatedGroup, day: number): BotChatMember[] {
    return this.members.flatMap((member) => {
      const membership = member.memberships.find(({ group }) => group === index);
      if (!membership || membership.joinDay > day || member.deleted) return [];
      const status = isAbsentOn(member.life, day)
        ? 'left'
        : membership.joins === 'founder'
          ? 'administrator'
          : 'member';
      return [{ status, user: accountOf(member) }];
    });
  }

  /** How lively a group is on that day. */
  weight(group: SimulatedGroup, day: number, doing: Doing): number {
    return this.around(group, day, doing).reduce((sum, { weight }) => sum + weight, 0);
  }

  /** Somebody of the group; `point` in [0, 1) decides. Null when nobody is around. */
  pick(group: SimulatedGroup, day: number, doing: Doing, point: number): SimulatedMember | null {
    const around = this.around(group, day, doing);
    if (!around.length) return null;
    return around[
      weightedIndex(
        around.map(({ weight }) => weight),
        point,
      )
    ].member;
  }

  private around({ index }: SimulatedGroup, day: number, doing: Doing): Candidate[] {
    if (this.day !== day) this.byGroup.clear();
    this.day = day;
    const key = `${index} ${doing}`;
    const known = this.byGroup.get(key);
    if (known) return known;
    const found = this.members.flatMap((member) => {
      const membership = member.memberships.find(({ group }) => group === index);
      const weight = membership ? likelihood(member, membership, day, doing) : 0;
      return membership && weight > 0 ? [{ member, membership, weight }] : [];
    });
    this.byGroup.set(key, found);
    return found;
  }
}

/** As often as the pattern says, while the member lives through a spell of activity. */
function likelihood(member: SimulatedMember, membership: SimulatedMembership, day: number, doing: Doing): number {
  const { life, pattern, deleted } = member;
  if (deleted || membership.joinDay > day || isAbsentOn(life, day)) return 0;
  if (!life.spells.some(({ from, to }) => day >= from && day <= to)) return 0;
  const { posts, reactions, dense } = PATTERNS[pattern];
  const [least, most] = doing === 'say' ? posts : reactions;
  const share = dense ? 1 - 1 / life.period : 1 / life.period;
  return ((least + most) / 2) * share * membership.affinity;
}
