import { type RefObject, useEffect, useState } from 'react';
import type { SettingsSection } from '../store/store.ts';
import { useActions } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { sectionTitle } from './Section.tsx';
import styles from './SettingsPage.module.css';

/** The section that is being read: the topmost in sight. */
function useReading(
  sections: readonly SettingsSection[],
  page: RefObject<HTMLElement | null>,
): SettingsSection | undefined {
  const [reading, setReading] = useState(sections[0]);
  useEffect(() => {
    if (typeof IntersectionObserver !== 'function' || page.current === null) return;
    const inSight = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const id = target.getAttribute('data-section') ?? '';
          if (isIntersecting) inSight.add(id);
          else inSight.delete(id);
        }
        const first = sections.find((id) => inSight.has(id));
        if (first !== undefined) setReading(first);
      },
      // The upper part of the page is where people read.
      { rootMargin: '0px 0px -60% 0px' },
    );
    for (const section of page.current.querySelectorAll('[data-section]')) observer.observe(section);
    return () => observer.disconnect();
  }, [sections, page]);
  return reading;
}

interface Props {
  readonly sections: readonly SettingsSection[];
  readonly page: RefObject<HTMLElement | null>;
}

/** Where there is room, the sections stand beside the page; each has an address of its own. */
export function SectionList({ sections, page }: Props) {
  const reading = useReading(sections, page);
  const { showSettings } = useActions();
  return (
    <nav className={styles['list']} aria-label={sayInView('settings.sections')}>
      {sections.map((id) => (
        <a
          key={id}
          className={styles['link']}
          href={`#settings/${id}`}
          aria-current={id === reading ? 'true' : undefined}
          onClick={(event) => {
            event.preventDefault();
            // Twice the same: the page may have been scrolled since.
            showSettings(null);
            showSettings(id);
          }}
        >
          {sectionTitle(id)}
        </a>
      ))}
    </nav>
  );
}
