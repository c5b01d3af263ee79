import type { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Services } from '../services';
import { runDemo } from './demo';
import { Reporter, type Output } from './reporter';
import { runAndWait } from './runAndWait';
import { simulateToFile } from './simulateToFile';
import { verify } from './verify';

/** The host's commands know this besides commander's own methods: load the application before the action runs. */
type HostCommand = Command & { preload?(): Command };

interface SimulateOptions {
  members: string;
  groups: string;
  days: string;
  seed: string;
  start?: string;
  out: string;
  orders?: string;
}

const print: Output = (line) => process.stdout.write(`${line}\n`);

/** Adds the verbs to `community`. */
export function registerVerbs(root: Command, services: () => Promise<Services>): void {
  const perform = async (work: (services: Services) => Promise<unknown>): Promise<void> => {
    try {
      await performWith(await services(), work);
    } catch (error) {
      showError(error);
    }
  };
  const verb = (name: string, description: string): HostCommand => {
    const command = root.command(name).description(description) as HostCommand;
    command.preload?.();
    return command;
  };

  verb('import <file...>', 'Import Telegram Desktop exports (result.json), CSV tables and JSON lines')
    .option('--time-zone <zone>', 'zone of dates without one: IANA name or offset, e.g. +03:30')
    .option('--mapping <mapping>', 'how columns become activities: a JSON file, or discord, wechat, wecom')
    .action(async (files: string[], options: { timeZone?: string; mapping?: string }) => {
      const reporter = new Reporter(print);
      const params = {
        files: files.map((file) => ({ path: resolve(file), name: file })),
        timeZone: options.timeZone ?? null,
        mapping: options.mapping === undefined ? null : readMapping(options.mapping),
      };
      await perform(async (all) =>
        reporter.finish(await runAndWait(all, 'import', params, (run) => reporter.show(run))),
      );
    });

  verb('run', 'Count facts, score and classify now').action(async () => {
    const reporter = new Reporter(print);
    await perform(async (all) => reporter.finish(await runAndWait(all, 'labels', {}, (run) => reporter.show(run))));
  });

  verb('verify', 'Count facts again from activities and report differences').action(() =>
    perform(async (all) => {
      const differences = await verify(all);
      differences.forEach((line) => print(line));
      print(differences.length ? `${differences.length} differences` : 'Facts agree with the activities.');
      if (differences.length) process.exitCode = 1;
    }),
  );

  verb('simulate', 'Write a made-up community as an export file')
    .option('--members <n>', 'members', '3200')
    .option('--groups <n>', 'groups', '42')
    .option('--days <n>', 'days', '180')
    .option('--seed <seed>', 'the same seed gives the same community', '1')
    .option('--start <day>', 'first day, YYYY-MM-DD; by default so that the last day is today')
    .option('--out <file>', 'file to write', 'result.json')
    .option('--orders <file>', 'also write what members ordered, as a CSV table')
    .action((options: SimulateOptions) => perform((all) => simulateToFile(all, options, print)));

  verb('demo', 'Fill an empty installation with a made-up community and pages')
    .option('--members <n>', 'members', '3200')
    .option('--groups <n>', 'groups', '42')
    .option('--days <n>', 'days', '180')
    .option('--seed <seed>', 'the same seed gives the same community', '1')
    .option('--start <day>', 'first day, YYYY-MM-DD')
    .action((options: Omit<SimulateOptions, 'out' | 'orders'>) => perform((all) => runDemo(all, options, print)));
}

/** The text of a mapping file; what is no file is a preset's name. */
function readMapping(given: string): string {
  const file = resolve(given);
  return existsSync(file) ? readFileSync(file, 'utf8').replace(/^\ufeff/, '') : given;
}

/** Does the work, gives the claim on runs back, and shows an error as one sentence that fails the command. */
async function performWith(services: Services, work: (services: Services) => Promise<unknown>): Promise<void> {
  try {
    await work(services);
  } finally {
    await services.worker.stop();
  }
}

function showError(error: unknown): void {
  const { code, message } = error as { code?: string; message: string };
  process.stderr.write(`Error${code ? ` ${code}` : ''}: ${message}\n`);
  process.exitCode = 1;
}
