import fs from 'node:fs';
import path from 'node:path';
import { textsIn } from './texts';

const SOURCE = path.resolve(__dirname, '../..');

const read = (language: string) =>
  JSON.parse(fs.readFileSync(path.join(SOURCE, 'locale', `${language}.json`), 'utf8')) as Record<string, string>;

const english = read('en-US');
const chinese = read('zh-CN');
const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('texts', () => {
  test.each(['client-v2', 'client', 'common'])('of %s are all listed', (folder) => {
    expect(textsIn(path.join(SOURCE, folder)).filter((text) => !(text in english))).toEqual([]);
  });

  test('have the same keys in both languages, in alphabetical order', () => {
    const keys = Object.keys(english);
    expect(Object.keys(chinese)).toEqual(keys);
    expect(keys).toEqual([...keys].sort());
  });

  test('are their own English', () => {
    expect(Object.entries(english).filter(([key, text]) => key !== text)).toEqual([]);
  });

  test('keep their placeholders in Chinese', () => {
    const broken = Object.keys(chinese).filter(
      (key) => String(placeholders(key)) !== String(placeholders(chinese[key])),
    );
    expect(broken).toEqual([]);
  });
});
