import { counting } from '../counting';

/** Length of runs of activities with pauses no longer than the session gap. */
export const sessionMinutes = counting({
  key: 'sessionMinutes',
  titleEn: 'Session minutes',
  titleZh: '会话时长（分钟）',
  unit: 'minutes',
  column: 'sessionMinutes',
  proxy: {
    en: 'Stand-in for time spent: runs of activities with short pauses. Telegram does not tell how long somebody reads.',
    zh: '停留时长的替代指标：间隔较短的连续活动的时长。Telegram 不提供阅读时长。',
  },
});
