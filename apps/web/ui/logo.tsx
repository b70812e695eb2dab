/** The voice, and its echo on the way back. */
export function Logo({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="#0f7465" />
      <g stroke="#fff" strokeWidth="2.4" strokeLinecap="round">
        <path d="M14 11.2a6.8 6.8 0 0 1 0 9.6" />
        <path d="M18 7.8a11.6 11.6 0 0 1 0 16.4" opacity=".75" />
        <path d="M22 4.4a16.4 16.4 0 0 1 0 23.2" opacity=".45" />
      </g>
      <circle cx="9" cy="16" r="2.6" fill="#fff" />
    </svg>
  );
}
