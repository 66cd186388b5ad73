import { type ReactNode, useEffect, useRef } from 'react';
import type { SettingsSection } from '../store/store.ts';
import { useApp } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import styles from './Section.module.css';

/** The name of a section in front of people. */
export const sectionTitle = (id: SettingsSection) => sayInView(`settings.section.${id}`);

interface SectionProps {
  readonly id: SettingsSection;
  readonly children: ReactNode;
}

/** One section of the settings. Asked for by its address or in the list, it comes into sight and has the focus. */
export function Section({ id, children }: SectionProps) {
  const wanted = useApp((state) => state.section === id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!wanted) return;
    heading.current?.scrollIntoView?.({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, [wanted]);
  return (
    <section className={styles['section']} aria-labelledby={`settings-${id}`} data-section={id}>
      <h3 ref={heading} id={`settings-${id}`} tabIndex={-1} className={styles['title']}>
        {sectionTitle(id)}
      </h3>
      <div className={`card settings-list ${styles['card']}`}>{children}</div>
    </section>
  );
}
