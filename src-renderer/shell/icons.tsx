import type { ReactNode } from 'react';

function Icon({ size = 16, children }: { readonly size?: number; readonly children: ReactNode }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const BellIcon = ({ size = 16 }: { readonly size?: number }) => (
  <Icon size={size}>
    <path d="M5 8.5a5 5 0 0 1 10 0c0 4 1.5 5 1.5 5h-13S5 12.500 5 8.500M8.500 16.500a1.600 1.600 0 0 0 3 0" />
  </Icon>
);
export const ListIcon = () => (
  <Icon>
    <path d="M7.500 5.500h9M7.500 10h9M7.500 14.500h9M3.500 5.500h.01M3.500 10h.01M3.500 14.500h.01" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon size={14}>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path d="m12 4-6 6 6 6" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon size={14}>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);
