import { TextInput } from '@mantine/core';
import { LOCALES, type LocalisedText } from '../../../lib/contract.js';
import { LANGUAGE_NAMES } from '../../../ui/language-switch.js';
import { Fields } from '../../../ui/page.js';

export type FullText = Required<LocalisedText>;

export const fullText = (text: LocalisedText | undefined): FullText => ({
  'zh-CN': text?.['zh-CN'] ?? '',
  en: text?.en ?? '',
  ru: text?.ru ?? '',
});

interface LocalisedInputsProps {
  label: string;
  value: FullText;
  onChange: (value: FullText) => void;
}

/** One text in the three languages, side by side. */
export function LocalisedInputs({ label, value, onChange }: LocalisedInputsProps) {
  return (
    <Fields>
      {LOCALES.map((locale) => (
        <TextInput
          key={locale}
          lang={locale}
          label={`${label} · ${LANGUAGE_NAMES[locale]}`}
          required
          withAsterisk={false}
          value={value[locale]}
          onChange={(event) => onChange({ ...value, [locale]: event.currentTarget.value })}
        />
      ))}
    </Fields>
  );
}
