import { ActionIcon, Button, FileButton, Progress } from '@mantine/core';
import { IconFile, IconPaperclip, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../lib/contract.js';
import { fileSize } from '../../../lib/file-size.js';
import { newKey } from '../../../lib/intention.js';
import { asProblem, Problem } from '../../../lib/problem.js';
import { useProblemText } from '../../../lib/problem-text.js';
import { removeAttachment } from '../api/remove-attachment.js';
import { uploadAttachment } from '../api/upload-attachment.js';
import classes from './attachment-field.module.css';

const MOST_FILES = 5;
const MOST_BYTES = 10 * 1024 * 1024;

interface Upload {
  key: string;
  file: File;
  share: number;
  problem: Problem | null;
  stop: AbortController;
}

/** Of the files that have been chosen and are not there yet. */
export type UploadState = 'none' | 'sending' | 'failed';

interface AttachmentFieldProps {
  value: Attachment[];
  onAdd: (attachment: Attachment) => void;
  onRemove: (id: string) => void;
  onState: (state: UploadState) => void;
}

export function AttachmentField({ value, onAdd, onRemove, onState }: AttachmentFieldProps) {
  const { t, i18n } = useTranslation();
  const textOf = useProblemText();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const reset = useRef<() => void>(null);

  const patch = (key: string, part: Partial<Upload>): void =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const drop = (key: string): void => setUploads((all) => all.filter((one) => one.key !== key));
  const state: UploadState = uploads.some(({ problem }) => problem !== null)
    ? 'failed'
    : uploads.length > 0
      ? 'sending'
      : 'none';
  useEffect(() => onState(state), [onState, state]);

  const start = async (upload: Upload): Promise<void> => {
    try {
      const attachment = await uploadAttachment(
        upload.file,
        upload.key,
        (share) => patch(upload.key, { share }),
        upload.stop.signal,
      );
      drop(upload.key);
      onAdd(attachment);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') drop(upload.key);
      else patch(upload.key, { problem: asProblem(error) });
    }
  };

  const choose = (files: File[]): void => {
    reset.current?.();
    const room = MOST_FILES - value.length - uploads.length;
    for (const [index, file] of files.entries()) {
      const upload: Upload = { key: newKey(), file, share: 0, problem: null, stop: new AbortController() };
      if (index >= room) upload.problem = new Problem('attachment.too-many', 422, t('attachment.too-many'));
      else if (file.size > MOST_BYTES)
        upload.problem = new Problem('attachment.too-large', 413, t('attachment.too-large'));
      setUploads((all) => [...all, upload]);
      if (!upload.problem) void start(upload);
    }
  };

  const remove = (id: string): void => {
    onRemove(id);
    // Left behind, it belongs to no ticket and the server clears it away by itself.
    removeAttachment(id).catch(() => undefined);
  };

  return (
    <div>
      <FileButton onChange={choose} multiple resetRef={reset}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            size="sm"
            leftSection={<IconPaperclip size={16} aria-hidden />}
            disabled={value.length >= MOST_FILES}
          >
            {t('attachment.add')}
          </Button>
        )}
      </FileButton>
      <span className={classes['hint']}>{t('attachment.rule')}</span>
      {value.length + uploads.length > 0 ? (
        <ul className={classes['list']} aria-label={t('attachment.list')}>
          {value.map((attachment) => (
            <li key={attachment.id} className={classes['item']}>
              <IconFile size={17} aria-hidden />
              <span className={classes['name']}>{attachment.fileName}</span>
              <span className={classes['size']}>{fileSize(attachment.sizeBytes, i18n.language)}</span>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('attachment.remove', { name: attachment.fileName })}
                onClick={() => remove(attachment.id)}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </li>
          ))}
          {uploads.map((upload) => (
            <li
              key={upload.key}
              className={classes['item']}
              data-failed={upload.problem !== null || undefined}
            >
              <IconFile size={17} aria-hidden />
              <span className={classes['name']}>
                {upload.file.name}
                {upload.problem ? (
                  <span className={classes['error']} role="alert">
                    {upload.problem.code.startsWith('attachment.too-')
                      ? upload.problem.title
                      : textOf(upload.problem)}
                  </span>
                ) : (
                  <Progress
                    value={upload.share * 100}
                    size="sm"
                    aria-label={t('attachment.sending', { name: upload.file.name })}
                  />
                )}
              </span>
              {upload.problem?.isPassing ? (
                <ActionIcon
                  variant="subtle"
                  aria-label={t('common.try-again')}
                  onClick={() => {
                    patch(upload.key, { problem: null, share: 0 });
                    void start(upload);
                  }}
                >
                  <IconRefresh size={16} aria-hidden />
                </ActionIcon>
              ) : null}
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('attachment.remove', { name: upload.file.name })}
                onClick={() => {
                  upload.stop.abort();
                  drop(upload.key);
                }}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
