import { Anchor } from '@mantine/core';
import { IconFile, IconFileTypePdf, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../lib/contract.js';
import { fileSize } from '../../../lib/file-size.js';
import { addressOf } from '../../../lib/http.js';
import classes from './attachment-list.module.css';

/** The server shows only these within the browser; everything else is saved. */
const canPreview = ({ mediaType }: Attachment): boolean =>
  mediaType.startsWith('image/') || mediaType === 'application/pdf';

export function AttachmentList({ attachments }: { attachments: Attachment[] }) {
  const { t, i18n } = useTranslation();
  if (attachments.length === 0) return null;
  return (
    <ul className={classes['list']} aria-label={t('attachment.list')}>
      {attachments.map((attachment) => {
        const Icon = attachment.mediaType.startsWith('image/')
          ? IconPhoto
          : attachment.mediaType === 'application/pdf'
            ? IconFileTypePdf
            : IconFile;
        return (
          <li key={attachment.id} className={classes['item']}>
            <Icon size={18} stroke={1.6} aria-hidden />
            <Anchor
              href={addressOf(`/attachments/${attachment.id}`, {
                inline: canPreview(attachment) ? 1 : undefined,
              })}
              target="_blank"
              rel="noopener"
            >
              {attachment.fileName}
            </Anchor>
            <span className={classes['size']}>{fileSize(attachment.sizeBytes, i18n.language)}</span>
          </li>
        );
      })}
    </ul>
  );
}
