/*
 * The part of the host's browser API that this plugin uses, in our own words: its typed packages are not on the
 * registry. What is claimed here is what the browser test asks of the running host.
 */

declare module '@nocobase/flow-engine' {
  import type { ReactNode } from 'react';

  export type Json = Record<string, unknown>;

  export interface RequestConfig {
    url: string;
    method?: 'get' | 'post' | 'put' | 'delete';
    params?: Json;
    data?: unknown;
    headers?: Record<string, string>;
    /** No toast of the host's own when the answer is an error. */
    skipNotify?: boolean;
    signal?: AbortSignal;
    /** Of files: the answer's `data` is then the file itself. */
    responseType?: 'blob';
    onUploadProgress?(event: { loaded: number; total?: number }): void;
  }

  export interface ApiClient {
    request<T = unknown>(config: RequestConfig): Promise<{ data: T; status: number }>;
  }

  export interface EnumOption {
    value: string | number;
    label?: string;
    color?: string;
  }

  export interface CollectionField {
    name: string;
    collectionName: string;
    interface?: string;
    title?: string;
    /** What a relation leads to. */
    targetCollection?: Collection;
    uiSchema?: { enum?: Array<EnumOption | string>; [key: string]: unknown };
  }

  export interface Collection {
    name: string;
    getField(name: string): CollectionField | undefined;
    getFields?(): CollectionField[];
  }

  export interface DataSourceManager {
    getCollection(dataSource: string, collection: string): Collection | undefined;
    getDataSource?(name: string): { collectionManager: unknown } | undefined;
  }

  export interface FlowContext {
    api: ApiClient;
    engine: FlowEngine;
    dataSourceManager?: DataSourceManager;
    collectionField?: CollectionField;
    /** The reader's language, e.g. `zh-CN`. */
    locale?: string;
    t(key: string, options?: Json): string;
    [key: string]: unknown;
  }

  export interface ModelContext extends FlowContext {
    model: FlowModel;
  }

  export interface StepDefinition<P = Json> {
    title?: string;
    /** Name of an action of the host that does the step. */
    use?: string;
    uiSchema?: Json | ((ctx: ModelContext) => Json);
    uiMode?: unknown;
    defaultParams?: Partial<P> | ((ctx: ModelContext) => Partial<P> | Promise<Partial<P>>);
    sort?: number;
    hideInSettings?: boolean | ((ctx: ModelContext) => boolean | Promise<boolean>);
    handler?(ctx: ModelContext, params: P): unknown;
  }

  export interface FlowDefinition {
    key: string;
    title?: string;
    on?: string | { eventName: string };
    sort?: number;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- every step has parameters of its own
    steps: Record<string, StepDefinition<any>>;
  }

  export interface ModelMeta {
    label?: string;
    icon?: ReactNode;
    sort?: number;
    createModelOptions?: Json | ((ctx: FlowContext) => Json);
    [key: string]: unknown;
  }

  export class FlowModel {
    constructor(options: Json);
    static define(meta: ModelMeta): void;
    static registerFlow(flow: FlowDefinition): void;
    uid: string;
    context: FlowContext;
    props: Json;
    flowEngine: FlowEngine;
    setProps(props: Json): void;
    getStepParams(flowKey: string, stepKey?: string): Json | undefined;
    setStepParams(flowKey: string, stepKey: string, params: Json): void;
    dispatchEvent(name: string, args?: Json): Promise<unknown>;
    translate(key: string, options?: Json): string;
    render(): ReactNode;
  }

  export type FlowModelClass = typeof FlowModel;

  export class DisplayItemModel extends FlowModel {
    static bindModelToInterface(
      model: string,
      interfaces: string | string[],
      options?: {
        isDefault?: boolean;
        order?: number;
        defaultProps?: Json;
        when?(ctx: FlowContext, field: CollectionField): boolean;
      },
    ): void;
  }

  export class EditableItemModel extends FlowModel {
    static bindModelToInterface: typeof DisplayItemModel.bindModelToInterface;
  }

  export interface ModelLoader {
    extends?: string | string[];
    loader(): Promise<Record<string, unknown>>;
  }

  export class FlowEngine {
    context: FlowContext;
    registerModels(models: Record<string, FlowModelClass>): void;
    registerModelLoaders(loaders: Record<string, ModelLoader>): void;
  }

  /** A text that is translated when it is shown, not when the class is loaded. */
  export function tExpr(key: string, options?: { ns?: string | string[] }): string;
  export function useFlowEngine(): FlowEngine;
  export function useFlowContext(): FlowContext;
}

declare module '@nocobase/client-v2' {
  import type { ComponentType, ReactNode } from 'react';
  import { FlowModel, type Collection, type FlowContext, type FlowEngine } from '@nocobase/flow-engine';

  /** A button that opens the host's filter over a collection's fields; undefined in hosts that lack it. */
  export const CollectionFilter:
    | ComponentType<{
        collection: Collection | undefined;
        initialValue?: Record<string, unknown>;
        onChange(filter: Record<string, unknown> | undefined): void;
        t?(key: string, options?: Record<string, unknown>): string;
        buttonText?: ReactNode;
      }>
    | undefined;

  export type ComponentLoader = () => Promise<{ default: ComponentType }>;

  export interface SettingsManager {
    addMenuItem(item: { key: string; title?: ReactNode; icon?: string; sort?: number; aclSnippet?: string }): void;
    addPageTabItem(item: {
      menuKey: string;
      key: string;
      title?: ReactNode;
      componentLoader?: ComponentLoader;
      sort?: number;
      aclSnippet?: string;
    }): void;
  }

  export class Plugin {
    get context(): FlowContext;
    get flowEngine(): FlowEngine;
    get pm(): { get(name: string): unknown };
    get pluginSettingsManager(): SettingsManager;
    t(key: string, options?: Record<string, unknown>): string;
    load(): Promise<void>;
  }

  export class BlockModel extends FlowModel {
    renderComponent(): ReactNode;
  }
  export class DataBlockModel extends BlockModel {}
  export class FieldModel extends FlowModel {}
  export class ClickableFieldModel extends FieldModel {
    renderComponent(value: unknown, wrap?: boolean): ReactNode;
  }
  /** Chooses among the records that a relation leads to. */
  export class RecordSelectFieldModel extends FieldModel {}
}

declare module '@nocobase/client' {
  import type { ComponentType, ReactNode } from 'react';
  import type { FlowEngine } from '@nocobase/flow-engine';

  export interface LegacySettingsManager {
    add(
      name: string,
      options: { title: ReactNode; icon?: string; Component?: ComponentType; sort?: number; aclSnippet?: string },
    ): void;
  }

  export class Plugin {
    protected app: { pluginSettingsManager: LegacySettingsManager };
    get flowEngine(): FlowEngine;
    get pm(): { get(name: string): unknown };
    t(key: string, options?: Record<string, unknown>): string;
    load(): Promise<void>;
  }
  export function lazy(loader: () => Promise<{ default: ComponentType }>): ComponentType;
}

declare module '@nocobase/plugin-workflow/client-v2' {
  import type { ComponentType, ReactElement, ReactNode } from 'react';

  type Json = Record<string, unknown>;
  type Loader = () => Promise<{ default: ComponentType }>;

  /** A node of the tree that variables are picked from. */
  export interface VariableOption {
    key?: string;
    value: string;
    label: ReactNode;
    children?: VariableOption[] | null;
    [key: string]: unknown;
  }

  export interface UseVariableOptions {
    /** Only variables of these types. */
    types?: unknown[];
    [key: string]: unknown;
  }

  /** A kind of node: its card, its form, and the variables that its result offers. */
  export abstract class Instruction {
    type: string;
    title: string;
    group: string;
    description?: string;
    icon?: ReactElement;
    FieldsetLoader?: Loader;
    createDefaultConfig?(): Json;
    useVariables?: (node: { key: string; title?: string }, options?: UseVariableOptions) => VariableOption | null;
  }

  /** A kind of event that starts workflows. */
  export abstract class Trigger {
    title: string;
    description?: string;
    sync?: boolean;
    FieldsetLoader?: Loader;
    PresetFieldsetLoader?: Loader;
    createDefaultConfig?(): Json;
    validate(config: Json): boolean;
    useVariables?: (config: Json, options?: UseVariableOptions) => VariableOption[] | null;
  }

  export interface WorkflowClient {
    registerInstruction(type: string, instruction: new () => Instruction): void;
    registerTrigger(type: string, trigger: new () => Trigger): void;
  }

  /** A text or a variable. */
  export const WorkflowVariableInput: ComponentType<{
    value?: string;
    onChange?(value: string): void;
    placeholder?: string;
  }>;

  /** The fields of collections as variables. */
  export function getCollectionFieldOptions(options: Json): VariableOption[];
}
