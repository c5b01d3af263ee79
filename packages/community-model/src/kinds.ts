/** A kind of activity and how it counts. Operators edit these rows; the list below is what is installed. */
export interface KindDefinition {
  key: string;
  titleEn: string;
  titleZh: string;
  /** Points of one occurrence. */
  weight: number;
  /** Most points a membership can earn with this kind on one day; null = no limit. */
  dailyCap: number | null;
  /** Whether it proves that the member is still around. */
  signOfLife: boolean;
  /** Whether it is something said: counted by the metric `messages` and in the weekday × hour rhythm. */
  utterance: boolean;
}

const kind = (
  key: string,
  titleEn: string,
  titleZh: string,
  weight: number,
  dailyCap: number | null,
  signOfLife = true,
  utterance = false,
): KindDefinition => ({ key, titleEn, titleZh, weight, dailyCap, signOfLife, utterance });

/** The kinds that every installation starts with. */
export const DEFAULT_KINDS: readonly KindDefinition[] = [
  kind('message', 'Message', '消息', 1, 20, true, true),
  kind('reply', 'Reply', '回复', 1.5, 20, true, true),
  kind('forward', 'Forward', '转发', 2, 20, true, true),
  kind('command', 'Command', '命令', 0.5, 5, true, true),
  kind('reaction', 'Reaction', '表情回应', 0.5, 10),
  kind('join', 'Join', '加入', 0, 0, false),
  kind('leave', 'Leave', '离开', 0, 0, false),
  kind('invite', 'Invitation', '邀请', 5, 25),
  kind('click', 'Button click', '点击按钮', 0.5, 5),
  kind('poll_answer', 'Poll answer', '投票', 1, 5),
  kind('bot_message', 'Message to the bot', '私信机器人', 0.5, 5),
  kind('boost', 'Boost', '助力', 5, 10),
  kind('join_request', 'Join request', '入群申请', 0, 0, false),
  kind('role_change', 'Change of role', '角色变更', 0, 0, false),
  kind('reaction_count', 'Reactions in total', '表情回应汇总', 0, 0, false),
  kind('check_in', 'Check-in', '签到', 1, 1),
  kind('event_attendance', 'Event attendance', '参加活动', 5, 10),
  kind('purchase', 'Purchase', '购买', 10, 50),
  kind('login', 'Login', '登录', 0.5, 1),
  kind('confirmed_read', 'Confirmed read', '确认已读', 0.25, 5),
];
