import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconMapPinPlus, IconPencil } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Organisation, PersonName, Site } from '../../../lib/contract.js';
import { changedFields } from '../../../lib/changed-fields.js';
import { sitesQuery } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';
import { useWrite } from '../../../lib/use-write.js';
import { Card, Page, Section } from '../../../ui/page.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { Reading } from '../../../ui/reading.js';
import { sayDone } from '../../../ui/toasts.js';
import { personQuery } from '../api/get-person.js';
import { changeOrganisation, organisationQuery } from '../api/organisation.js';
import { saveSite, type SiteFacts } from '../api/save-site.js';
import { fullText, LocalisedInputs } from './localised-inputs.js';
import { useEditing } from '../../../ui/use-editing.js';
import { PersonSelect } from '../../../ui/person-select.js';
import { peopleFoundQuery } from '../api/list-people.js';
import classes from './administration.module.css';

function OrganisationForm({
  organisation,
  leader,
  note,
  onSaved,
}: {
  organisation: Organisation;
  leader: PersonName | null;
  note: ReactNode;
  onSaved: (saved: Organisation) => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(fullText(organisation.name));
  const [dutyLeader, setDutyLeader] = useState(leader);
  const save = useWrite(
    (change: Partial<Pick<Organisation, 'name' | 'dutyLeaderId'>>, key) =>
      changeOrganisation(organisation, change, key),
    {
      invalidates: [organisationQuery.queryKey],
      onDone: (changed) => {
        client.setQueryData(organisationQuery.queryKey, changed);
        onSaved(changed);
        sayDone(t('organisation.saved'));
      },
    },
  );
  const change = changedFields(
    { name: fullText(organisation.name), dutyLeaderId: leader?.id ?? null },
    { name, dutyLeaderId: dutyLeader?.id ?? null },
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(change);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <LocalisedInputs label={t('department.name')} value={name} onChange={setName} />
        <PersonSelect
          find={peopleFoundQuery}
          label={t('organisation.duty-leader')}
          description={t('organisation.duty-leader-why')}
          value={dutyLeader}
          onChange={setDutyLeader}
        />
        {note ?? <ProblemNote problem={save.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={Object.keys(change).length === 0}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function OrganisationEditor({ current, leader }: { current: Organisation; leader: PersonName | null }) {
  const { thing, key, note, onSaved } = useEditing(current);
  return <OrganisationForm key={key} organisation={thing} leader={leader} note={note} onSaved={onSaved} />;
}

interface SiteFormProps {
  site: Site | null;
  note?: ReactNode;
  onSaved: () => void;
}

function SiteEditor({ current, onSaved }: { current: Site; onSaved: () => void }) {
  const { thing, key, note } = useEditing(current);
  return <SiteForm key={key} site={thing} note={note} onSaved={onSaved} />;
}

function SiteForm({ site, note, onSaved }: SiteFormProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState(site?.code ?? '');
  const [name, setName] = useState(fullText(site?.name));
  const [timeZone, setTimeZone] = useState(site?.timeZone ?? 'Asia/Shanghai');
  const save = useWrite((facts: SiteFacts, key) => saveSite(site, facts, key), {
    invalidates: [['sites']],
    onDone: onSaved,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ code: code.trim(), name, timeZone: timeZone.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Group grow>
          <TextInput
            data-autofocus
            label={t('department.code')}
            required
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <TextInput
            label={t('settings.time-zone')}
            required
            value={timeZone}
            onChange={(event) => setTimeZone(event.currentTarget.value)}
          />
        </Group>
        <LocalisedInputs label={t('department.name')} value={name} onChange={setName} />
        {note ?? <ProblemNote problem={save.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function OrganisationPage() {
  const { t } = useTranslation();
  const localised = useLocalised();
  const organisation = useQuery(organisationQuery);
  const dutyLeaderId = organisation.data?.dutyLeaderId ?? null;
  const leader = useQuery({
    ...personQuery(dutyLeaderId ?? ''),
    enabled: dutyLeaderId !== null,
    // The form stays, with what is typed in it, while a newer version's leader is looked up.
    placeholderData: keepPreviousData,
  });
  const sites = useQuery(sitesQuery);
  const [edited, setEdited] = useState<Site | 'new' | null>(null);
  return (
    <Page title={t('administration.organisation')} narrow>
      <Card>
        <Reading of={organisation}>
          {(data) =>
            data.dutyLeaderId === null ? (
              <OrganisationEditor current={data} leader={null} />
            ) : (
              <Reading of={leader}>
                {({ id, name }) => <OrganisationEditor current={data} leader={{ id, name }} />}
              </Reading>
            )
          }
        </Reading>
      </Card>
      <Section
        title={t('organisation.sites')}
        aside={
          <Button
            size="xs"
            leftSection={<IconMapPinPlus size={15} aria-hidden />}
            onClick={() => setEdited('new')}
          >
            {t('organisation.add-site')}
          </Button>
        }
      >
        <Card>
          <Reading of={sites}>
            {(all) =>
              all.map((site) => (
                <div key={site.id} className={classes['scopeRow']}>
                  <span>
                    <strong>{localised(site.name)}</strong>{' '}
                    <span className={classes['dim']}>
                      {site.code} · {site.timeZone}
                    </span>
                  </span>
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<IconPencil size={14} aria-hidden />}
                    aria-label={t('organisation.edit-site', { name: localised(site.name) })}
                    onClick={() => setEdited(site)}
                  >
                    {t('common.edit')}
                  </Button>
                </div>
              ))
            }
          </Reading>
        </Card>
      </Section>
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === 'new' ? t('organisation.add-site') : localised(edited?.name)}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {edited === null ? null : edited === 'new' ? (
          <SiteForm site={null} onSaved={() => setEdited(null)} />
        ) : (
          <SiteEditor
            current={sites.data?.find(({ id }) => id === edited.id) ?? edited}
            onSaved={() => setEdited(null)}
          />
        )}
      </Modal>
    </Page>
  );
}
