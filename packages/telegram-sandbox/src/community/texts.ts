import { COMMANDS, EMOJIS, PHRASES } from './phrases';
import type { Random } from './random';
import type { TextPart } from './telegramExport';
import type { Topic } from './topics';

/** Somebody to mention. */
export interface Mentionable {
  id: number;
  name: string;
}

function fill(template: string, topic: Topic, random: Random): string {
  const text = template
    .replace('{n}', random.pick(topic.nouns))
    .replace('{m}', random.pick(topic.nouns))
    .replace('{a}', random.pick(topic.adjectives));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A message out of the blue, sometimes with a link, hashtags, a mention, or a bot command. */
export function inventPost(topic: Topic, random: Random, mention: Mentionable | null): TextPart[] {
  if (random.chance(0.015)) {
    return [{ type: 'bot_command', text: random.pick(COMMANDS) }];
  }
  const parts: TextPart[] = [fill(random.pick(PHRASES[topic.language].posts), topic, random)];
  if (random.chance(0.25)) {
    parts[0] += ` ${fill(random.pick(PHRASES[topic.language].posts), topic, random)}`;
  }
  decorate(parts, topic, random, mention);
  return parts;
}

/** An answer, mostly short. */
export function inventReply(topic: Topic, random: Random, mention: Mentionable | null): TextPart[] {
  const parts: TextPart[] = [fill(random.pick(PHRASES[topic.language].replies), topic, random)];
  if (random.chance(0.2)) {
    decorate(parts, topic, random, mention);
  }
  return parts;
}

/** What a group says in its own name. */
export function inventAnnouncement(topic: Topic, random: Random): TextPart[] {
  const [head, ...rest] = fill(random.pick(PHRASES[topic.language].announcements), topic, random).split(/(?<=[:：])/u);
  const link: TextPart = { type: 'text_link', text: topic.host, href: `https://${topic.host}/news` };
  return [{ type: 'bold', text: head }, `${rest.join('')} `, link];
}

/** A question for a poll. */
export function inventQuestion(topic: Topic, random: Random): string {
  return fill(random.pick(PHRASES[topic.language].questions), topic, random);
}

function decorate(parts: TextPart[], topic: Topic, random: Random, mention: Mentionable | null): void {
  const roll = random.next();
  if (roll < 0.07) {
    parts.push(' ', { type: 'link', text: `https://${topic.host}/p/${random.int(100, 9999)}` });
  } else if (roll < 0.1) {
    parts.push(' ', {
      type: 'text_link',
      text: topic.host,
      href: `https://www.${topic.host}/?ref=${random.int(1, 99)}`,
    });
  } else if (roll < 0.17) {
    parts.push(' ', { type: 'hashtag', text: `#${random.pick(topic.hashtags)}` });
    if (random.chance(0.3)) {
      parts.push(' ', { type: 'hashtag', text: `#${topic.hashtags[0]}` }, ' ', random.pick(EMOJIS));
    }
  } else if (roll < 0.22 && mention) {
    parts.unshift({ type: 'mention_name', text: mention.name, user_id: mention.id }, ' ');
  } else if (roll < 0.25) {
    parts.unshift({ type: 'mention', text: `@${topic.key}_team` }, ' ');
  } else if (roll < 0.27) {
    parts.push(' ', { type: 'bold', text: '!!!' });
  } else if (roll < 0.28) {
    parts.push(' ', { type: 'code', text: `${topic.key} --version` });
  }
}
