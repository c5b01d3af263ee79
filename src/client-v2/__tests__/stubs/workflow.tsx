import React from 'react';

/** The base classes hold nothing that tests look at. */
export class Instruction {
  type = '';
}
export class Trigger {
  title = '';
}

/** A text field in place of the host's variable picker. */
export function WorkflowVariableInput(props: { id?: string; value?: string; onChange?(value: string): void }) {
  const { id, value = '', onChange } = props;
  return <input id={id} value={value} onChange={(event) => onChange?.(event.target.value)} />;
}

/** The options that were asked for. */
export const getCollectionFieldOptions = (options: object): unknown[] => [options];
