import { Component, type ReactNode } from 'react';
import { say } from '../words/say.ts';

interface Props {
  readonly children: ReactNode;
}

/** Keeps a mistake in one part of the page from taking the rest along: the ring above all. */
export class CrashGuard extends Component<Props, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return (
      <div className="empty" role="alert">
        <h2>{say('crash.title')}</h2>
        <p>{say('crash.body')}</p>
        <button type="button" className="button primary" onClick={() => window.location.reload()}>
          {say('crash.action')}
        </button>
      </div>
    );
  }
}
