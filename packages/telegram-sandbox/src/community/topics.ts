import type { Language } from './names';

/** What the groups of a cluster talk about. Everything is invented. */
export interface Topic {
  key: string;
  language: Language;
  /** Titles of the cluster's groups, the biggest first. */
  titles: string[];
  nouns: string[];
  adjectives: string[];
  hashtags: string[];
  host: string;
  /** Hour (0–23) around which its evening peaks. */
  peak: number;
  /** Second, lower peak. */
  secondPeak: number;
  /** How much more (or less) is said on Saturdays and Sundays. */
  weekend: number;
}

const list = (text: string): string[] => text.split('|');

export const TOPICS: readonly Topic[] = [
  {
    key: 'product',
    language: 'en',
    titles: list(
      'Lumen App · Community|Lumen Feedback|Lumen Beta Testers|Lumen Tips & Tricks|Lumen Ambassadors|Lumen Off-topic',
    ),
    nouns: list('dashboard|release|mobile app|export|invoice|integration|shortcut|dark mode|calendar view|onboarding'),
    adjectives: list('smooth|confusing|much faster|buggy|exactly what I needed|overdue'),
    hashtags: list('lumen|feedback|beta'),
    host: 'help.lumen.example',
    peak: 20,
    secondPeak: 11,
    weekend: 0.6,
  },
  {
    key: 'photography',
    language: 'zh',
    titles: list('光影摄影总群|街拍爱好者|胶片时光|后期修图交流|手机摄影|摄影器材二手'),
    nouns: list('镜头|三脚架|胶卷|构图|光线|人像|夜景|后期|相机包|色调'),
    adjectives: list('很通透|太好看了|有点过曝|特别有味道|性价比不错|值得一试'),
    hashtags: list('摄影|街拍|胶片'),
    host: 'photo.guangying.example',
    peak: 21,
    secondPeak: 13,
    weekend: 1.5,
  },
  {
    key: 'development',
    language: 'en',
    titles: list(
      'Opal Framework Devs|Opal Plugins|Opal Help Desk|Opal Showcase|Opal Jobs|Opal Core Internals|Opal Docs & i18n',
    ),
    nouns: list('migration|type checker|plugin|query|worker|cache|build|unit test|stack trace|pull request'),
    adjectives: list('flaky|green again|surprisingly fast|hard to reproduce|documented now|a breaking change'),
    hashtags: list('opal|help|release'),
    host: 'docs.opal.example',
    peak: 18,
    secondPeak: 10,
    weekend: 0.5,
  },
  {
    key: 'games',
    language: 'zh',
    titles: list('星海远征玩家群|星海攻略组|星海公会联盟|星海赛事讨论|星海周边交换|星海新手村'),
    nouns: list('副本|装备|公会战|新地图|皮肤|抽卡|技能树|排位|赛季任务|坐骑'),
    adjectives: list('太难了|终于通关|出货了|有点肝|很带感|平衡性一般'),
    hashtags: list('星海|攻略|组队'),
    host: 'wiki.xinghai.example',
    peak: 22,
    secondPeak: 12,
    weekend: 1.7,
  },
  {
    key: 'languages',
    language: 'en',
    titles: list(
      'Polyglot Café|Spanish Practice Room|Русский клуб · Russian Club|Persian for Beginners|Exam Prep Together|Tandem Partners',
    ),
    nouns: list(
      'podcast|verb table|accent|tandem partner|grammar book|flash card deck|idiom|level test|dialect|subtitle',
    ),
    adjectives: list('tricky|really helpful|easier than I thought|so poetic|worth repeating|too fast for me'),
    hashtags: list('practice|wordoftheday|tandem'),
    host: 'cards.polyglot.example',
    peak: 19,
    secondPeak: 8,
    weekend: 1.1,
  },
  {
    key: 'running',
    language: 'zh',
    titles: list('城市夜跑团|马拉松备赛群|跑鞋研究所|周末越野|减脂打卡群|跑步摄影'),
    nouns: list('配速|长距离|跑鞋|间歇跑|拉伸|补给|路线|心率|比赛报名|步频'),
    adjectives: list('很稳|有点崩|刷新纪录|状态不错|膝盖有点酸|天气太热'),
    hashtags: list('夜跑|打卡|马拉松'),
    host: 'run.yepao.example',
    peak: 20,
    secondPeak: 6,
    weekend: 1.3,
  },
  {
    key: 'coffee',
    language: 'en',
    titles: list('Slow Brew Society|Home Roasters|Espresso Repair Shop|Bean Swap|Latte Art Nights|Café Owners Circle'),
    nouns: list('grinder|pour-over|roast|filter paper|kettle|crema|tasting|light roast|burr set|milk pitcher'),
    adjectives: list('sweet|a bit sour|well balanced|worth the price|noisy|perfect for mornings'),
    hashtags: list('coffee|roast|recipe'),
    host: 'recipes.slowbrew.example',
    peak: 17,
    secondPeak: 8,
    weekend: 1.2,
  },
  {
    key: 'city',
    language: 'zh',
    titles: list('江城生活圈|江城租房互助|江城美食探店|江城宝妈群|江城二手市集|江城周末活动'),
    nouns: list('地铁|火锅店|出租房|周末市集|停车位|早餐铺|公园|电影票|幼儿园|快递'),
    adjectives: list('很方便|有点贵|强烈推荐|排队太久|环境不错|已经满员'),
    hashtags: list('江城|探店|转让'),
    host: 'map.jiangcheng.example',
    peak: 21,
    secondPeak: 12,
    weekend: 1.2,
  },
];

/** Titles of forum topics. */
export const FORUM_TOPICS: Record<Language, string[]> = {
  en: ['Questions', 'Show and tell', 'Ideas', 'Meetups'],
  zh: ['提问区', '作品展示', '活动报名', '闲聊'],
};

/** Channels outside of the community that people forward from. */
export const OUTSIDE_CHANNELS: Record<Language, string[]> = {
  en: ['Morning Digest', 'Weekly Findings', 'The Quiet Observer', 'Tiny Releases'],
  zh: ['每日早报', '生活研究所', '一周精选', '小众发现'],
};
