import { Button, Group } from '@mantine/core';
import { IconEye, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../../lib/code-points.js';
import { CountedTextarea } from '../../../ui/counted-textarea.js';
import { Markdown } from '../../../ui/markdown.js';
import classes from './command-panel.module.css';

interface AnswerEditorProps {
  label: string;
  value: string;
  error: string | null;
  onText: (text: string) => void;
}

/** Plain text with a few marks, and a look at how the author will see it. */
export function AnswerEditor({ label, value, error, onText }: AnswerEditorProps) {
  const { t } = useTranslation();
  const [preview, setPreview] = useState(false);
  return (
    <div>
      {preview ? (
        <div className={classes['preview']} role="region" aria-label={t('editor.preview')}>
          {value.trim() === '' ? t('editor.empty') : <Markdown text={value} />}
        </div>
      ) : (
        <CountedTextarea
          label={label}
          description={t('editor.marks')}
          limit={LIMITS.answer}
          value={value}
          minRows={7}
          maxRows={16}
          error={error}
          data-autofocus
          onText={onText}
        />
      )}
      <Group justify="flex-end" mt={6}>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={preview ? <IconPencil size={15} aria-hidden /> : <IconEye size={15} aria-hidden />}
          onClick={() => setPreview((shown) => !shown)}
        >
          {preview ? t('editor.write') : t('editor.preview')}
        </Button>
      </Group>
    </div>
  );
}
