import { useState, type ComponentProps } from 'react';

/**
 * What every button is made of. One that becomes disabled while it has the focus, as when it is at work, keeps it: a
 * browser takes the focus of a disabled element away and gives it to nothing, so that Tab would go on behind a dialog.
 */
export function Pressable({
  disabled = false,
  type = 'button',
  onClick,
  onFocus,
  onBlur,
  ...rest
}: ComponentProps<'button'>) {
  const [hasFocus, setHasFocus] = useState(false);
  const isHeld = disabled && hasFocus;
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled && !isHeld}
      aria-disabled={isHeld || rest['aria-disabled']}
      onFocus={(event) => {
        setHasFocus(true);
        onFocus?.(event);
      }}
      onBlur={(event) => {
        setHasFocus(false);
        onBlur?.(event);
      }}
      onClick={(event) => {
        if (!isHeld) return onClick?.(event);
        // Also the click that the Enter of a field makes on the button of its form.
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
