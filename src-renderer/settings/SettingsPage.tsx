import { useEffect, useRef } from 'react';
import { BackButton } from '../pair/BackButton.tsx';
import { useApp } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { contents, sections } from './contents.tsx';
import { Section } from './Section.tsx';
import { SectionList } from './SectionList.tsx';
import styles from './SettingsPage.module.css';

/** What the user sets for the whole app; each is saved as soon as it is changed. */
export function SettingsPage() {
  const settings = useApp((state) => state.settings);
  const asked = useApp((state) => state.section);
  const title = useRef<HTMLHeadingElement>(null);
  const page = useRef<HTMLDivElement>(null);
  // A section that was asked for takes the focus itself.
  const wasAsked = useRef(asked !== null);
  useEffect(() => {
    if (!wasAsked.current) title.current?.focus();
  }, []);
  return (
    <div ref={page} className={`view ${styles['page']}`}>
      <BackButton />
      <div className="view-head">
        <h2 ref={title} tabIndex={-1} className="view-title">
          {sayInView('settings.title')}
        </h2>
      </div>
      {settings && (
        <div className={styles['columns']}>
          <SectionList sections={sections} page={page} />
          <div className={styles['sections']}>
            {sections.map((id) => (
              <Section key={id} id={id}>
                {contents[id]?.(settings)}
              </Section>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
