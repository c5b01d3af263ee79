import React, { createContext, useContext } from 'react';

/** A stand-in for the host's engine: it keeps what a model class declares, so that a test can read and run it. */

type Json = Record<string, unknown>;

interface Step {
  defaultParams?: Json;
  handler?(ctx: unknown, params: Json): unknown;
  [key: string]: unknown;
}

interface Flow {
  key: string;
  steps: Record<string, Step>;
  [key: string]: unknown;
}

const EXPRESSION = /^\{\{t\("((?:[^"\\]|\\.)*)"/;

export class FlowModel {
  static meta: Json = {};
  static flows = new Map<string, Flow>();

  static define(meta: Json): void {
    this.meta = meta;
  }

  static registerFlow(flow: Flow): void {
    if (!Object.prototype.hasOwnProperty.call(this, 'flows')) this.flows = new Map();
    this.flows.set(flow.key, flow);
  }

  props: Json = {};
  context: Json = {};
  dispatched: Array<[string, Json | undefined]> = [];

  setProps(props: Json): void {
    Object.assign(this.props, props);
  }

  async dispatchEvent(name: string, args?: Json): Promise<void> {
    this.dispatched.push([name, args]);
  }

  translate(text: string): string {
    return EXPRESSION.exec(text)?.[1] ?? text;
  }
}

interface Binding {
  model: string;
  interfaces: string[];
  options: { isDefault?: boolean; when?(ctx: unknown, field: { collectionName: string; name: string }): boolean };
}

export class DisplayItemModel extends FlowModel {
  static bound: Binding[] = [];

  static bindModelToInterface(model: string, interfaces: string[], options: Binding['options']): void {
    this.bound.push({ model, interfaces, options });
  }
}

/** What forms bind is kept apart from what is displayed. */
export class EditableItemModel extends DisplayItemModel {
  static override bound: Binding[] = [];
}

export const tExpr = (text: string, options?: Json): string =>
  `{{t(${JSON.stringify(text)}, ${JSON.stringify(options)})}}`;

const fill = (text: string, values: Json = {}) =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));

export interface Sent {
  url: string;
  method?: string;
  params?: Json;
  data?: unknown;
}

type Answer = unknown | ((request: Sent) => unknown);

/** A context whose server gives each action its answer; an answer that is an Error is thrown. */
export function createContextStub(answers: Record<string, Answer> = {}) {
  const sent: Sent[] = [];
  const request = async (config: Sent) => {
    sent.push(config);
    if (!(config.url in answers)) throw new Error(`No answer for ${config.url}`);
    const answer = answers[config.url];
    const data = typeof answer === 'function' ? await (answer as (request: Sent) => unknown)(config) : answer;
    if (data instanceof Error) throw data;
    return { status: 200, data: { data } };
  };
  return { api: { request }, sent, locale: 'en-US', t: (text: string, options?: Json) => fill(text, options) };
}

export type ContextStub = ReturnType<typeof createContextStub>;

const Context = createContext<ContextStub>(createContextStub());

export const ContextProvider = ({ value, children }: { value: ContextStub; children: React.ReactNode }) => (
  <Context.Provider value={value}>{children}</Context.Provider>
);

export const useFlowContext = (): ContextStub => useContext(Context);

const engines = new WeakMap<ContextStub, { context: ContextStub }>();

/** The same engine for the same context, as in the host: components depend on its identity. */
export function useFlowEngine(): { context: ContextStub } {
  const context = useContext(Context);
  if (!engines.has(context)) engines.set(context, { context });
  return engines.get(context) as { context: ContextStub };
}
