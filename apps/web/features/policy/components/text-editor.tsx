import { SegmentedControl, Select, Textarea, VisuallyHidden } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCALES, type Locale } from '../../../lib/contract.js';
import { Card } from '../../../ui/page.js';
import { LANGUAGE_NAMES } from '../../../ui/language-switch.js';
import type { PolicyContent, PolicyRendering } from '../api/policy.js';
import { useTextFault } from './gaps.js';
import { PolicyText } from './policy-text.js';
import { numberName } from './policy-words.js';
import classes from './policy.module.css';

interface TextEditorProps {
  language: Locale;
  onLanguage: (language: Locale) => void;
  value: PolicyContent;
  rendering: PolicyRendering | undefined;
  onChange: (content: PolicyContent) => void;
}

/** The text with its placeholders, and beside it what people will read. */
export function TextEditor({ language, onLanguage, value, rendering, onChange }: TextEditorProps) {
  const { t } = useTranslation();
  const textFault = useTextFault();
  const area = useRef<HTMLTextAreaElement>(null);
  const text = value.texts[language];
  const setText = (next: string): void => onChange({ ...value, texts: { ...value.texts, [language]: next } });
  const insert = (name: string): void => {
    const at = area.current?.selectionStart ?? text.length;
    const end = area.current?.selectionEnd ?? at;
    setText(`${text.slice(0, at)}{{${name}}}${text.slice(end)}`);
    area.current?.focus();
  };
  const faults = (rendering?.faults ?? []).filter(({ field }) => field === `texts.${language}`);
  return (
    <>
      <div className={classes['editorBar']}>
        <SegmentedControl
          aria-label={t('common.language')}
          value={language}
          data={LOCALES.map((locale) => ({ value: locale, label: LANGUAGE_NAMES[locale] }))}
          onChange={(chosen) => onLanguage(LOCALES.find((locale) => locale === chosen) ?? language)}
        />
        <Select
          aria-label={t('policy.insert')}
          placeholder={t('policy.insert')}
          searchable
          value={null}
          nothingFoundMessage={t('common.nothing-found')}
          data={(rendering?.placeholders ?? []).map((name) => ({ value: name, label: numberName(t, name) }))}
          onChange={(name) => (name === null ? undefined : insert(name))}
        />
      </div>
      <div className={classes['sideBySide']}>
        <div lang={language}>
          <Textarea
            ref={area}
            label={t('policy.text')}
            className={classes['source']}
            autosize
            minRows={16}
            maxRows={32}
            value={text}
            error={faults.length > 0 ? faults.map(textFault).join(' ') : null}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Textarea
            label={t('policy.note')}
            description={t('policy.note-what')}
            autosize
            minRows={2}
            mt="md"
            value={value.changeNote[language]}
            onChange={(event) =>
              onChange({
                ...value,
                changeNote: { ...value.changeNote, [language]: event.currentTarget.value },
              })
            }
          />
        </div>
        <section aria-label={t('policy.rendered')} className={classes['rendered']} tabIndex={0}>
          <VisuallyHidden>{t('policy.rendered')}</VisuallyHidden>
          <Card>
            <PolicyText markdown={rendering?.texts[language] ?? text} lang={language} />
          </Card>
        </section>
      </div>
    </>
  );
}
