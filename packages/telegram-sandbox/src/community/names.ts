import type { Random } from './random';

/** Invented people of several languages. */

/** Lists whose picks are put together to a given and a family name. */
interface NameParts {
  given: string[][];
  family: string[][];
  join: (given: string, family: string) => string;
}

const words = (text: string): string[] => text.split(' ');
const characters = (text: string): string[] => [...text];
const western = (given: string, family: string): string => `${given} ${family}`;

const NAMES: Record<string, NameParts> = {
  en: {
    given: [
      words(
        'Alice Ben Chloe Daniel Emma Felix Grace Henry Isla Jack Kate Liam Maya Noah Olive Peter Quinn Rosa Sam Tessa ' +
          'Uma Victor Wendy Xander Yara Zoe Aaron Bella Caleb Dora',
      ),
    ],
    family: [
      words('Ash Bar Car Dun El Fair Gar Hol Ing Jes Ken Lar Mer Nor Oak Pen Ram Sel Thorn Under Van Wick Yard'),
      words('down low ver more ley field ford well ton wood by son'),
    ],
    join: western,
  },
  zh: {
    given: [
      characters('子雨浩思欣一若嘉梓明诗俊晓天静志佳文雪建美海云婉立秋春宇'),
      characters('涵桐然远怡鸣曦豪萱轩彤杰宁雯强慧博晴国玲涛飞清新月生琪航'),
    ],
    family: [characters('陈李王张刘杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋')],
    join: (given, family) => family + given,
  },
  ru: {
    given: [
      words(
        'Алексей Борис Вера Глеб Дарья Егор Жанна Захар Ирина Кирилл Лариса Максим Надежда Олег Полина Роман Светлана Тимур',
      ),
    ],
    family: [words('Берёз Ветр Горн Дубрав Заречн Ильмен Лесн Морош Озерн Пшен Ключ Снеж'), words('енко ук ич ян')],
    join: western,
  },
  es: {
    given: [
      words(
        'Alba Bruno Carla Diego Elena Fabio Gloria Hugo Inés Javier Lucía Mateo Nuria Óscar Paula Rubén Sofía Tomás',
      ),
    ],
    family: [
      words('Arroyal Beltrana Cardoso Duarte Escalona Fuentes Galvano Herrán Ibarra Lozano Montero Olmedo'),
      words('-Abril -Bosque -Campo -Delmar -Lago -Rivera'),
    ],
    join: western,
  },
  fa: {
    given: [words('آرش بهار پویا ترانه جاوید درسا رامین زهرا سارا شهرام فرهاد کیان لیلا مهسا نیما یاسمن')],
    family: [words('آذر بهرام پارس تهران جهان رستگار سپهر شایان فروغ کاویان مهرجو نور'), words('ی ‌زاده ‌پور')],
    join: western,
  },
  ja: {
    given: [words('葵 翔太 結衣 蓮 陽菜 大輝 美咲 悠斗 さくら 健太 七海 拓海 楓 直樹 千尋 海斗 凛 誠')],
    family: [characters('佐高中藤水早青白黒北石松'), characters('倉瀬森代原川木田野沢')],
    join: (given, family) => `${family} ${given}`,
  },
};

const LOCALES_BY_LANGUAGE = {
  en: ['en', 'en', 'en', 'ru', 'es', 'fa', 'en', 'ja', 'zh'],
  zh: ['zh', 'zh', 'zh', 'zh', 'zh', 'ja', 'en'],
} as const;

/** Language that a topic's groups are written in. */
export type Language = 'en' | 'zh';

/** A display name for somebody whose home is among groups of that language. Names may repeat, as in life. */
export function inventName(language: Language, random: Random): string {
  const locale = random.pick(LOCALES_BY_LANGUAGE[language]);
  const { given, family, join } = NAMES[locale];
  const compose = (lists: string[][]): string => lists.map((list) => random.pick(list)).join('');
  const firstName = compose(given);
  const style = random.next();
  if (style < 0.03) {
    return firstName;
  }
  const name = join(firstName, compose(family));
  return style > 0.93 ? `${name} ${random.pick(['🌿', '☕', '🎧', '🚀', '📷', '| away', '(work)'])}` : name;
}
