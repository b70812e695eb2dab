import { Button } from '@mantine/core';
import { IconCalendarCheck, IconMailOpened, IconMessage2Check, IconStairsUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { DemoPeople } from '../../features/session/components/demo-people.js';
import { SignInForm } from '../../features/session/components/sign-in-form.js';
import { metaQuery } from '../../lib/me.js';
import { LanguageSwitch } from '../../ui/language-switch.js';
import { Logo } from '../../ui/logo.js';
import classes from './sign-in.module.css';

const route = getRouteApi('/sign-in');

export function SignInRoute() {
  const { t } = useTranslation();
  const { next } = route.useSearch();
  const meta = useQuery(metaQuery).data;
  useEffect(() => {
    document.title = `${t('session.sign-in')} · Huiyin 回音`;
  }, [t]);
  return (
    <div className={classes['frame']}>
      <header className={classes['story']}>
        <svg className={classes['rings']} viewBox="0 0 760 760" fill="none" aria-hidden="true">
          {[90, 160, 235, 315, 400].map((radius, index) => (
            <circle
              key={radius}
              cx="380"
              cy="380"
              r={radius}
              stroke="#fff"
              strokeWidth="2"
              opacity={0.16 - index * 0.025}
            />
          ))}
        </svg>
        <div className={classes['brand']}>
          <Logo size={36} />
          {t('shell.name')}
        </div>
        <div>
          <p className={classes['slogan']}>{t('session.slogan')}</p>
          <ul className={classes['promises']}>
            <li>
              <IconMessage2Check size={18} aria-hidden />
              {t('session.promise-answer')}
            </li>
            <li>
              <IconCalendarCheck size={18} aria-hidden />
              {t('session.promise-date')}
            </li>
            <li>
              <IconStairsUp size={18} aria-hidden />
              {t('session.promise-no')}
            </li>
          </ul>
        </div>
      </header>
      <main className={classes['entry']}>
        <div className={classes['entryTop']}>
          <LanguageSwitch />
        </div>
        <div className={classes['forms']}>
          <div className={classes['form']}>
            <h1 className={classes['title']}>{t('session.sign-in')}</h1>
            <SignInForm next={next} />
          </div>
          {meta?.mode === 'demo' ? (
            <section className={classes['demo']}>
              <h2>{t('session.demo-title')}</h2>
              <DemoPeople next={next} />
              <Button
                component={Link}
                to="/mailbox"
                variant="subtle"
                size="sm"
                mt="sm"
                leftSection={<IconMailOpened size={16} aria-hidden />}
              >
                {t('session.demo-mail')}
              </Button>
            </section>
          ) : null}
        </div>
      </main>
    </div>
  );
}
