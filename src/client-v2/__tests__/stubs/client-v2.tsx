import React from 'react';
import { FlowModel } from './flow-engine';

/** A button that sets one filter, in place of the host's popover over a collection's fields. */
export function CollectionFilter(props: {
  collection?: { name: string };
  initialValue?: object;
  onChange(filter: object | undefined): void;
  buttonText?: React.ReactNode;
}): React.ReactElement {
  return (
    <button
      type="button"
      data-collection={props.collection?.name}
      data-initial={JSON.stringify(props.initialValue ?? null)}
      onClick={() => props.onChange({ $and: [{ languageCode: { $eq: 'zh' } }] })}
    >
      {props.buttonText}
    </button>
  );
}

export class BlockModel extends FlowModel {}
export class DataBlockModel extends BlockModel {}
export class FieldModel extends FlowModel {}
export class ClickableFieldModel extends FieldModel {}

/** Shows what it is given to draw the chosen records with. */
export class RecordSelectFieldModel extends FieldModel {
  render(): React.ReactNode {
    return <Chosen {...this.props} />;
  }
}

type TagRender = (tag: { label: string; value: number; closable: boolean; onClose(): void }) => React.ReactNode;

function Chosen(props: { value?: Array<{ id: number; title: string }>; tagRender?: TagRender }): React.ReactElement {
  const draw = ({ id, title }: { id: number; title: string }) =>
    props.tagRender?.({ label: title, value: id, closable: false, onClose: () => undefined }) ?? title;
  return (
    <>
      {(props.value ?? []).map((record) => (
        <span key={record.id}>{draw(record)}</span>
      ))}
    </>
  );
}

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
