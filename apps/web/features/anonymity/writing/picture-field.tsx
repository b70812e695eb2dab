import { ActionIcon, Button, FileButton, Loader, Modal } from '@mantine/core';
import { IconPhotoPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSentences } from '../../../lib/sentences.js';
import { MOST_PICTURES } from '../pictures/picture-room.js';
import type { Picture, Pictures } from '../pictures/use-pictures.js';
import classes from './anonymous.module.css';

/** Pictures alone: a document carries the name of whoever made it. */
export function PictureField({ pictures, share, isWorking, faults, add, remove }: Pictures) {
  const { t, i18n } = useTranslation();
  const sentences = useSentences();
  const reset = useRef<() => void>(null);
  const [large, setLarge] = useState<{ picture: Picture; name: string } | null>(null);
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' });
  return (
    <div>
      <div className={classes['pictureRow']}>
        <FileButton
          accept="image/*"
          multiple
          resetRef={reset}
          onChange={(files) => {
            reset.current?.();
            void add(files);
          }}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="sm"
              leftSection={<IconPhotoPlus size={16} aria-hidden />}
              disabled={isWorking || pictures.length >= MOST_PICTURES}
            >
              {t('picture.add')}
            </Button>
          )}
        </FileButton>
        <span className={classes['hint']}>{t('picture.rule', { most: MOST_PICTURES })}</span>
        {isWorking ? <Loader size="xs" aria-label={t('picture.working')} /> : null}
      </div>
      {faults.size > 0 ? (
        <div role="alert" className={classes['faults']}>
          {[...faults].map((fault) => (
            <p key={fault}>{t(`picture.${fault}`, { count: pictures.length, most: MOST_PICTURES })}</p>
          ))}
        </div>
      ) : null}
      {pictures.length > 0 ? (
        <>
          <ul className={classes['pictures']} aria-label={t('picture.list')}>
            {pictures.map((picture, index) => {
              const name = t('picture.name', { number: index + 1 });
              const { url } = picture.shown;
              return (
                <li key={picture.id}>
                  <figure>
                    <button
                      type="button"
                      className={classes['largeButton']}
                      aria-label={t('picture.enlarge', { name })}
                      onClick={() => setLarge({ picture, name })}
                    >
                      <img src={url} alt="" />
                    </button>
                    <figcaption>
                      <span>{name}</span>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size="sm"
                        disabled={isWorking}
                        aria-label={t('attachment.remove', { name })}
                        onClick={() => void remove(picture.id)}
                      >
                        <IconTrash size={15} aria-hidden />
                      </ActionIcon>
                    </figcaption>
                  </figure>
                </li>
              );
            })}
          </ul>
          <p className={classes['share']}>
            {sentences(
              t('picture.share', { count: pictures.length, share: percent.format(share) }),
              t('picture.look'),
            )}
          </p>
        </>
      ) : null}
      <Modal
        opened={large !== null}
        onClose={() => setLarge(null)}
        size="xl"
        title={large?.name}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {large ? <img className={classes['large']} src={large.picture.shown.url} alt={large.name} /> : null}
      </Modal>
    </div>
  );
}
