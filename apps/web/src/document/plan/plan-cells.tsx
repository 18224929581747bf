// Rows and cells of a table whose rows are placed by script: elements of a table would not be laid out so, and roles say what they are.
import type { ComponentProps, ReactNode } from "react";

export const Row = ({ children, ...rest }: ComponentProps<"div">) => (
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
  <div role="row" {...rest}>
    {children}
  </div>
);

export const Rows = ({ children, ...rest }: ComponentProps<"div">) => (
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
  <div role="rowgroup" {...rest}>
    {children}
  </div>
);

interface CellProps {
  className: string;
  title?: string;
  children: ReactNode;
}

export const Cell = ({ className, title, children }: CellProps) => (
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
  <span role="gridcell" className={className} title={title}>
    {children}
  </span>
);

export const HeadCell = ({ className, children }: CellProps) => (
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
  <span role="columnheader" className={className}>
    {children}
  </span>
);
