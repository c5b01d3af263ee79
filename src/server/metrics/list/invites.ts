import { counting } from '../counting';

/** People brought into a group. */
export const invites = counting({
  key: 'invites',
  titleEn: 'Invitations',
  titleZh: '邀请数',
  column: 'count',
  kinds: ['invite'],
});
