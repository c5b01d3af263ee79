import { FlowModel } from './flow-engine';

export class BlockModel extends FlowModel {}
export class DataBlockModel extends BlockModel {}
export class FieldModel extends FlowModel {}
export class ClickableFieldModel extends FieldModel {}

/** A plugin that records what it registers. */
export class Plugin {
  models: Record<string, unknown> = {};
  loaders: Record<string, { extends: string; loader(): Promise<Record<string, unknown>> }> = {};
  menu: Array<Record<string, unknown>> = [];
  tabs: Array<Record<string, unknown>> = [];
  instructions: Record<string, unknown> = {};
  triggers: Record<string, unknown> = {};

  pm = {
    get: (name: string): unknown =>
      name === 'workflow'
        ? {
            registerInstruction: (type: string, kind: unknown) => void (this.instructions[type] = kind),
            registerTrigger: (type: string, kind: unknown) => void (this.triggers[type] = kind),
          }
        : undefined,
  };

  flowEngine = {
    registerModels: (models: object) => void Object.assign(this.models, models),
    registerModelLoaders: (loaders: object) => void Object.assign(this.loaders, loaders),
  };

  pluginSettingsManager = {
    addMenuItem: (item: Record<string, unknown>) => void this.menu.push(item),
    addPageTabItem: (item: Record<string, unknown>) => void this.tabs.push(item),
  };

  t(text: string): string {
    return text;
  }
}
