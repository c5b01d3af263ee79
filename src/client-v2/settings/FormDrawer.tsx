import { Button, Drawer, Flex } from 'antd';
import React from 'react';
import { useT } from '../locale';

export interface FormDrawerProps {
  title: string;
  width: number;
  /** Words of the button that saves. */
  action: string;
  saving: boolean;
  disabled?: boolean;
  onSave(): Promise<void>;
  onClose(): void;
  children: React.ReactNode;
}

/** A drawer with a form: leave it or save. */
export function FormDrawer(props: FormDrawerProps): React.ReactElement {
  const { title, width, action, saving, disabled, onSave, onClose, children } = props;
  const t = useT();
  return (
    <Drawer
      open
      width={width}
      title={title}
      onClose={onClose}
      footer={
        <Flex justify="flex-end" gap="small">
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="primary" loading={saving} disabled={disabled} onClick={() => void onSave()}>
            {action}
          </Button>
        </Flex>
      }
    >
      {children}
    </Drawer>
  );
}
