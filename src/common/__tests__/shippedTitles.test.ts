import { DEFAULT_KINDS } from '@community-crm/community-model';
import {
  kindTitle,
  ruleTitle,
  SHIPPED_RULES,
  SHIPPED_STAGES,
  stageTitle,
  titledFor,
  type TitleFor,
} from '../shippedTitles';

const english = { language: 'en-US' };
const chinese = { language: 'zh-CN' };

const shipped: Array<[TitleFor, string, string, string]> = [
  ...DEFAULT_KINDS.map(({ key, titleEn, titleZh }): (typeof shipped)[number] => [kindTitle, key, titleEn, titleZh]),
  ...Object.entries(SHIPPED_RULES).map(([key, own]): (typeof shipped)[number] => [
    ruleTitle,
    key,
    own.titleEn,
    own.titleZh,
  ]),
  ...Object.entries(SHIPPED_STAGES).map(([key, own]): (typeof shipped)[number] => [
    stageTitle,
    key,
    own.titleEn,
    own.titleZh,
  ]),
];

describe('a shipped title', () => {
  test('is read in the language of the reader, whatever language the installation was made in', () => {
    for (const [title, key, en, zh] of shipped)
      for (const stored of [en, zh]) {
        expect(title(english, key, stored)).toBe(en);
        expect(title(chinese, key, stored)).toBe(zh);
        expect(title({ language: 'zh-TW' }, key, stored)).toBe(zh);
        expect(title({}, key, stored)).toBe(en);
      }
  });

  test('is read in a third language where the host has it, else in English', () => {
    const german = { language: 'de-DE', t: (text: string) => ({ Message: 'Nachricht' })[text] ?? text };
    expect(kindTitle(german, 'message', '消息')).toBe('Nachricht');
    expect(kindTitle(german, 'reply', '回复')).toBe('Reply');
  });

  test('stays what operators made of it', () => {
    expect(kindTitle(chinese, 'message', 'Post')).toBe('Post');
    expect(ruleTitle(chinese, 'at-risk', 'At risk: silent for 10 days')).toBe('At risk: silent for 10 days');
    expect(stageTitle(english, 'churned', '已流失')).toBe('已流失');
  });

  test('is that of its own key among its own kind of data only', () => {
    expect(kindTitle(chinese, 'greeting', 'Message')).toBe('Message');
    expect(kindTitle(chinese, 'reply', 'Message')).toBe('Message');
    // a rule and a stage share the key "core"
    expect(ruleTitle(chinese, 'core', 'Core')).toBe('Core');
    expect(stageTitle(chinese, 'constructor', 'Core')).toBe('Core');
  });

  test('replaces nothing else of a row', () => {
    const rows = [{ key: 'core', title: 'Core', color: 'purple' }];
    expect(titledFor(stageTitle, chinese, rows)).toEqual([{ key: 'core', title: '核心', color: 'purple' }]);
    expect(rows[0].title).toBe('Core');
  });
});
