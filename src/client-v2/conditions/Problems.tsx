import { Typography } from 'antd';
import React from 'react';
import type { Problem } from './problems';

/** What is wrong, in red, read out when it appears. */
export function Problems({ problems }: { problems: readonly Problem[] }): React.ReactElement | null {
  if (problems.length === 0) return null;
  return (
    <div role="alert">
      {problems.map(({ path, text }) => (
        <div key={`${path} ${text}`} data-problem={path}>
          <Typography.Text type="danger">{text}</Typography.Text>
        </div>
      ))}
    </div>
  );
}
