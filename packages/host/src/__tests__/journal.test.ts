import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readJournal, writeJournal } from '../journal';
import { hostLayout } from '../layout';

const root = mkdtempSync(path.join(os.tmpdir(), 'community-host-'));
const layout = hostLayout(root);
beforeAll(() => mkdirSync(layout.directory, { recursive: true }));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the journal of a host', () => {
  it('is empty before anything was done', () => {
    expect(readJournal(layout)).toEqual({});
  });

  it('adds a step to those before, and takes one back', () => {
    writeJournal(layout, { installed: '2.2.15' });
    writeJournal(layout, { plugin: 'abc' });
    expect(readJournal(layout)).toEqual({ installed: '2.2.15', plugin: 'abc' });
    writeJournal(layout, { plugin: undefined });
    expect(readJournal(layout)).toEqual({ installed: '2.2.15' });
  });

  it('counts as empty when it cannot be read, so that every step is done again', () => {
    writeFileSync(layout.journal, '{"instal');
    expect(readJournal(layout)).toEqual({});
  });
});
