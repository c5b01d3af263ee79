import React from 'react';

const STYLE: React.CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
};

/** There for screen readers alone: the words for what a drawing shows. */
export const VisuallyHidden = ({ children }: { children: React.ReactNode }): React.ReactElement => (
  <div style={STYLE}>{children}</div>
);
