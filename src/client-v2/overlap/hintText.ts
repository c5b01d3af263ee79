import type { OverlapHint, OverlapThresholds } from '../../common/overlap';
import type { Translate } from '../locale';
import type { Numbers } from '../numbers';
import type { GroupName } from './groupNames';
import { communityLetter } from './look';

/** A hint in one sentence with its numbers and the thresholds that it was measured by. */
export function hintText(
  hint: OverlapHint,
  limits: OverlapThresholds,
  { t, numbers, name }: { t: Translate; numbers: Numbers; name: GroupName },
): string {
  const { count, percent } = numbers;
  switch (hint.kind) {
    case 'merge':
      return hint.because === 'jaccard'
        ? t(
            '“{{a}}” and “{{b}}” have {{shared}} members in common, {{share}} of all members of the two (from {{limit}}): they could be one group.',
            {
              a: name(hint.a),
              b: name(hint.b),
              shared: count(hint.shared),
              share: percent(hint.jaccard),
              limit: percent(limits.mergeJaccard),
            },
          )
        : t(
            '“{{a}}” and “{{b}}” have {{shared}} members in common, {{share}} of the smaller group (from {{limit}}), which has {{size}} of the larger one’s members (from {{sizeLimit}}): they could be one group.',
            {
              a: name(hint.a),
              b: name(hint.b),
              shared: count(hint.shared),
              share: percent(hint.coefficient),
              limit: percent(limits.mergeCoefficient),
              size: percent(hint.size),
              sizeLimit: percent(limits.mergeSize),
            },
          );
    case 'interlink':
      return t(
        '“{{a}}” and “{{b}}” have {{shared}} members in common, {{share}} of the smaller group (from {{limit}}): point from one to the other.',
        {
          a: name(hint.a),
          b: name(hint.b),
          shared: count(hint.shared),
          share: percent(hint.coefficient),
          limit: percent(limits.interlinkCoefficient),
        },
      );
    case 'split':
      return t(
        'Of {{members}} members of “{{group}}”, {{parts}} (from {{limit}} each), and only {{contact}} of them have groups in both (at most {{contactLimit}}): each part could have a group of its own.',
        {
          members: count(hint.members),
          group: name(hint.group),
          parts: hint.parts
            .map(({ community, members, share }) =>
              t('{{count}} ({{share}}) are at home in community {{letter}}', {
                count: count(members),
                share: percent(share),
                letter: communityLetter(community),
              }),
            )
            .join(t(', ')),
          limit: percent(limits.splitShare),
          contact: percent(hint.contact),
          contactLimit: percent(limits.splitContact),
        },
      );
  }
}
