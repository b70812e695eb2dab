import { SegmentedControl } from '@mantine/core';
import { IconMailOpened } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../../../ui/instant.js';
import { More } from '../../../ui/more.js';
import { Card, Empty } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { demoMailQuery } from '../api/get-mail.js';
import { useDemoMails } from '../api/list-mails.js';
import { MailFrame } from './mail-frame.js';
import classes from './mailbox.module.css';

function OneMail({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useQuery(demoMailQuery(id));
  const [view, setView] = useState('html');
  return (
    <Reading of={query}>
      {(mail) => (
        <Card>
          <div className={classes['head']}>
            <div>
              <h2 className={classes['subject']}>{mail.subject}</h2>
              <p className={classes['meta']}>
                {mail.from} → {mail.to} · <Instant at={mail.date} isFocusable />
              </p>
            </div>
            <SegmentedControl
              size="xs"
              aria-label={t('mailbox.view')}
              value={view}
              onChange={setView}
              data={[
                { value: 'html', label: t('mailbox.html') },
                { value: 'text', label: t('mailbox.text') },
              ]}
            />
          </div>
          {view === 'html' && mail.html !== null ? (
            <MailFrame html={mail.html} subject={mail.subject} />
          ) : (
            <pre className={classes['text']}>{mail.text ?? ''}</pre>
          )}
        </Card>
      )}
    </Reading>
  );
}

/** The mails that the demo has sent; nothing leaves this machine. */
export function Mailbox({ person, mail }: { person: string | undefined; mail: string | undefined }) {
  const { t } = useTranslation();
  const mails = useDemoMails(person);
  return (
    <div className={classes['split']}>
      <div>
        <Reading of={mails}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon={<IconMailOpened size={24} aria-hidden />} title={t('mailbox.empty')}>
                {t('mailbox.empty-what')}
              </Empty>
            ) : (
              <ul className={classes['list']} aria-label={t('mailbox.title')}>
                {items.map((item) => (
                  <li key={item.id}>
                    <Link
                      to="/mailbox"
                      search={{ person, mail: item.id }}
                      className={classes['item']}
                      aria-current={item.id === mail}
                    >
                      <strong>{item.subject}</strong>
                      <span>
                        {item.to} · <Instant at={item.date} as="distance" />
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            )
          }
        </Reading>
        <More of={mails} />
      </div>
      {mail === undefined ? (
        <p className={classes['meta']}>{t('mailbox.choose')}</p>
      ) : (
        <OneMail key={mail} id={mail} />
      )}
    </div>
  );
}
