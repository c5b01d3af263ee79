import type { Language } from './names';

/** Sentences with places for a topic's words: `{n}` and `{m}` a noun, `{a}` an adjective. */
export interface Phrases {
  posts: string[];
  replies: string[];
  announcements: string[];
  questions: string[];
}

export const PHRASES: Record<Language, Phrases> = {
  en: {
    posts: [
      'Has anyone here tried the new {n} together with {m}?',
      'My {n} is {a} since yesterday.',
      'Quick question about the {n}: where do I start?',
      'I compared two ways to handle the {n}, and the second one is {a}.',
      'Sharing what I learned about {n} this week. Short version: {a}.',
      'Looking for someone who knows their way around {n} and {m}.',
      'Today I spent three hours on the {n}. It was {a}!',
      'The {m} part is {a}, but the {n} still needs work.',
      'Good morning everyone, any news on the {n}?',
      'Just a reminder: tonight we talk about {n}.',
      'I wrote down my notes on {n}',
      'Does the {n} feel {a} to you too? I also changed the {m}, maybe that is why.',
      '{n} is {a} 😄',
      'Who is coming on Saturday? I can bring the {m}.',
      'After a month with this {n} I can say: {a}. Happy to answer questions, and if somebody has a better {m} tell me.',
    ],
    replies: [
      'Agreed, {a}.',
      'Thanks, that helped!',
      '+1',
      'I would check the {n} first.',
      'Same here, the {n} is {a}.',
      'Haha, true 😂',
      'Not sure about that. For me the {n} was {a}.',
      'Could you post a picture of the {m}?',
      'Yes, tomorrow works for me.',
      'Welcome to the group!',
    ],
    announcements: [
      'This week: a meetup about {n}, and a poll on {m}. Everyone is welcome.',
      'House rules reminder: be kind, stay on topic, no ads. The guide to {n} is pinned.',
    ],
    questions: ['Which {n} do you use most?', 'When shall we meet for {n}?'],
  },
  zh: {
    posts: [
      '有人试过新的{n}吗？和{m}搭配怎么样？',
      '今天的{n}{a}！',
      '请教一下，{n}应该怎么选？',
      '对比了两种{n}，感觉第二种{a}。',
      '分享一下这周关于{n}的心得，总结就是{a}。',
      '求推荐靠谱的{n}，预算不高。',
      '早上好，{n}有新消息吗？',
      '折腾了三个小时{n}，结果{a}😂',
      '提醒一下，今晚八点聊{n}，记得来。',
      '{m}还可以，就是{n}{a}',
      '周末有没有一起的？我可以带{m}。',
      '整理了一份{n}的笔记',
      '用了一个月{n}，{a}，有问题可以问我，也欢迎大家推荐更好的{m}。',
      '{n}{a}',
    ],
    replies: [
      '同意，{a}',
      '谢谢，学到了',
      '+1',
      '哈哈哈哈',
      '建议先看看{n}',
      '我也是，{n}{a}',
      '不一定吧，我这边{n}{a}',
      '可以发张{m}的图吗？',
      '明天可以',
      '欢迎新朋友！',
    ],
    announcements: [
      '本周活动：{n}分享会，以及{m}投票，欢迎大家参加。',
      '群规提醒：友善交流，不发广告。{n}指南见置顶。',
    ],
    questions: ['大家最常用哪种{n}？', '什么时候约{n}？'],
  },
};

export const EMOJIS = ['👍', '❤', '🔥', '😁', '👏', '🎉', '🤔', '🙏'] as const;

export const COMMANDS = ['/help', '/rules', '/checkin', '/top'] as const;
