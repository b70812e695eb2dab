import { Drawer, Modal, type ModalProps } from '@mantine/core';
import { startTransition, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogAround, NOTHING_UNSAVED, UnsavedQuestion } from './leave-guard.js';

interface FormDialogProps extends Pick<ModalProps, 'opened' | 'title' | 'size' | 'onClose' | 'children'> {
  isDrawer?: boolean;
}

/** A dialog with a form: closing it asks what leaving the page asks, where the form has a guard. */
export function FormDialog({ isDrawer = false, onClose, children, ...dialog }: FormDialogProps) {
  const { t } = useTranslation();
  const [form, setForm] = useState(NOTHING_UNSAVED);
  const [isLeaving, setLeaving] = useState(false);
  const props = {
    ...dialog,
    closeOnEscape: !isLeaving && !form.isAsking,
    closeButtonProps: { 'aria-label': t('common.close') },
    // Not before the next event: the Escape that opens the question would close it.
    onClose: () => (form.isChanged ? startTransition(() => setLeaving(true)) : onClose()),
    children: <DialogAround value={setForm}>{children}</DialogAround>,
  };
  return (
    <>
      {isDrawer ? <Drawer position="right" {...props} /> : <Modal {...props} />}
      <UnsavedQuestion
        words="leave"
        opened={isLeaving}
        onStay={() => setLeaving(false)}
        onLeave={() => {
          setLeaving(false);
          onClose();
        }}
      />
    </>
  );
}
