// React knows error boundaries only as classes; this is the one. What failed is told in its place, and the rest of the
// page goes on.
import { Component, type ReactNode } from "react";

interface BoundaryProps {
  /** What stands there instead. */
  renderFailure: (error: unknown) => ReactNode;
  children: ReactNode;
}

interface BoundaryState {
  readonly failure: { readonly error: unknown } | undefined;
}

/** Holds what may fail while it is rendered or loaded; with another `key` it is tried again. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failure: undefined };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { failure: { error } };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    return failure === undefined ? this.props.children : this.props.renderFailure(failure.error);
  }
}
