import fs from 'node:fs';
import path from 'node:path';
import type { ConditionCatalogue } from '../../../common/conditions';
import type { Words } from '../words';

const all = { window: true, groups: true, kinds: true };
const none = { window: false, groups: false, kinds: false };

type Metric = ConditionCatalogue['metrics'][number];

const metric = (
  key: string,
  title: string,
  unit: Metric['unit'],
  restrictable: Metric['restrictable'],
  proxy?: string,
): Metric => ({ key, title, unit, subjects: ['member'], restrictable, ...(proxy ? { proxy } : {}) });

const LANGUAGES = {
  'en-US': {
    messages: 'Messages',
    activeDays: 'Active days',
    stages: ['New member', 'Active', 'At risk'],
    others: ['VIP', 'Silent observer', 'Gold', 'Buyers', 'Message', 'Click', 'Readers'],
  },
  'zh-CN': {
    messages: '消息数',
    activeDays: '活跃天数',
    stages: ['新用户', '活跃', '流失风险'],
    others: ['贵宾', '潜伏者', '金牌', '买家', '消息', '点击', '读者群'],
  },
};

export type Language = keyof typeof LANGUAGES;

/** What conditions can be made of in the tests, in a language. */
export function catalogueIn(language: Language): ConditionCatalogue {
  const { messages, activeDays, stages, others } = LANGUAGES[language];
  const [tag, persona, tier, segment, message, click, group] = others;
  return {
    metrics: [
      metric('messages', messages, 'count', all),
      metric('activeDays', activeDays, 'days', all),
      metric('confirmedReads', 'Confirmed reads', 'count', { ...all, kinds: false }, 'A lower bound of what was read.'),
      metric('purchases', 'Purchases', 'count', all),
      metric('amountSpent', 'Amount spent', 'amount', all),
      metric('daysSinceLast', 'Days since the last sign of life', 'days', { ...all, window: false }),
      metric('daysSinceJoined', 'Days since joining', 'days', none),
      metric('daysInStage', 'Days in the stage', 'days', none),
      metric('peakShare', 'Share of the busiest week', 'share', { ...all, kinds: false }),
      { ...metric('memberCount', 'Members of the group', 'count', none), subjects: ['group'] },
    ],
    kinds: [
      { key: 'message', title: message },
      { key: 'click', title: click },
    ],
    stages: [
      { key: 'new', title: stages[0], color: 'blue' },
      { key: 'active', title: stages[1], color: 'green' },
      { key: 'at_risk', title: stages[2], color: 'orange' },
    ],
    tags: [{ key: 'vip', title: tag, color: 'red' }],
    personas: [{ key: 'silent', title: persona }],
    tiers: [{ key: 'gold', title: tier }],
    segments: [{ key: 'buyers', title: segment }],
    groups: [{ id: '7', title: group }],
  };
}

const LOCALES = path.resolve(__dirname, '../../../locale');

/** A translator that reads the published texts; a text that is missing fails the test. */
export function wordsIn(language: Language): Words {
  const texts = JSON.parse(fs.readFileSync(path.join(LOCALES, `${language}.json`), 'utf8')) as Record<string, string>;
  const t: Words['t'] = (key, values = {}) => {
    if (!(key in texts)) throw new Error(`No text for ${JSON.stringify(key)}`);
    return texts[key].replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
  return { t, language, catalogue: catalogueIn(language) };
}
