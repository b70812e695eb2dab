import { Button, Checkbox, Group, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type PersonName } from '../../../lib/contract.js';
import { departmentsQuery, sitesQuery } from '../../../lib/directory.js';
import { useFieldFault } from '../../../lib/fault-text.js';
import { useLocalised } from '../../../lib/localised.js';
import { useOpened } from '../../../lib/use-opened.js';
import { ChoiceField } from '../../../ui/choice-field.js';
import { PeopleSelect } from '../../../ui/person-select.js';
import { FormNote } from '../../../ui/form-note.js';
import { readersFoundQuery, type Bulletin, type Publication } from '../api/bulletins.js';
import { dayFromNow } from './bulletin-words.js';
import { useBulletinStep } from './use-bulletin-step.js';
import classes from './bulletins.module.css';

const EVERYONE: Publication['readers'] = {
  everyone: true,
  departmentIds: [],
  siteIds: [],
  roles: [],
  personIds: [],
};

/** Approves: who reads it, by when the named departments answer, and a last look for names. */
export function PublishForm({ bulletin, onDone }: { bulletin: Bulletin; onDone: () => void }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const departments = useQuery(departmentsQuery).data ?? [];
  const sites = useQuery(sitesQuery).data ?? [];
  const [readers, setReaders] = useState(EVERYONE);
  const [people, setPeople] = useState<PersonName[]>([]);
  const [answerBy, setAnswerBy] = useState(() => dayFromNow(7));
  const [namesChecked, setNamesChecked] = useState(false);
  const opened = useOpened(bulletin, true);
  const step = useBulletinStep('bulletins.done.publish', onDone);
  const faultOf = useFieldFault(step.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (opened.isOlder) return;
    const personIds = people.map(({ id }) => id);
    step.mutate({
      bulletin: opened.thing,
      step: 'publish',
      body: { readers: readers.everyone ? EVERYONE : { ...readers, personIds }, answerBy, namesChecked },
    });
  };
  return (
    <form className={classes['card']} onSubmit={submit}>
      <Stack gap="md">
        <ChoiceField
          legend={t('bulletins.readers')}
          name="readers"
          value={readers.everyone ? 'everyone' : 'chosen'}
          options={[
            { value: 'everyone', label: t('bulletins.everyone'), description: t('bulletins.everyone-what') },
            { value: 'chosen', label: t('bulletins.chosen'), description: t('bulletins.chosen-what') },
          ]}
          onChange={(value) => setReaders({ ...readers, everyone: value === 'everyone' })}
        />
        {readers.everyone ? null : (
          <>
            <MultiSelect
              label={t('bulletins.reader-departments')}
              searchable
              data={departments.map(({ id, name }) => ({ value: id, label: localised(name) }))}
              value={readers.departmentIds}
              onChange={(departmentIds) => setReaders({ ...readers, departmentIds })}
            />
            <MultiSelect
              label={t('bulletins.reader-sites')}
              data={sites.map(({ id, name }) => ({ value: id, label: localised(name) }))}
              value={readers.siteIds}
              onChange={(siteIds) => setReaders({ ...readers, siteIds })}
            />
            <MultiSelect
              label={t('bulletins.reader-roles')}
              data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
              value={readers.roles}
              onChange={(roles) =>
                setReaders({ ...readers, roles: ROLES.filter((role) => roles.includes(role)) })
              }
            />
            <PeopleSelect
              find={readersFoundQuery}
              label={t('bulletins.reader-people')}
              value={people}
              onChange={setPeople}
            />
          </>
        )}
        <TextInput
          type="date"
          name="answerBy"
          label={t('bulletins.departments-answer-by')}
          description={t('bulletins.departments-answer-by-what')}
          required
          maw={360}
          min={dayFromNow(1)}
          value={answerBy}
          error={faultOf('answerBy')}
          onChange={(event) => setAnswerBy(event.currentTarget.value)}
        />
        <Checkbox
          label={t('bulletins.names-checked')}
          checked={namesChecked}
          onChange={(event) => setNamesChecked(event.currentTarget.checked)}
        />
        <FormNote
          write={step}
          isOlder={opened.isOlder}
          onMine={() => opened.take(bulletin)}
          shownFields={['answerBy']}
        />
        <Group>
          <Button type="submit" disabled={!namesChecked || answerBy === ''} loading={step.isPending}>
            {t('bulletins.publish')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
