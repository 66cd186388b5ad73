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
export const BellOffIcon = () => (
  <Icon>
    <path d="M6.500 5a5 5 0 0 1 8.500 3.500c0 2 .400 3.200.800 4M13.500 13.500h-10S5 12.500 5 8.500c0-.500.100-1 .200-1.500M8.500 16.500a1.600 1.600 0 0 0 3 0M3 3l14 14" />
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
export const UpIcon = () => (
  <Icon size={14}>
    <path d="M10 16V4m0 0L5 9m5-5 5 5" />
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
export const EditIcon = () => (
  <Icon>
    <path d="m4 16 .8-3.200L13.500 4l2.500 2.500-8.800 8.700L4 16ZM12 5.500 14.500 8" />
  </Icon>
);
export const CopyIcon = () => (
  <Icon>
    <path d="M7.500 7.500h8v8h-8zM12.500 7.500v-3h-8v8h3" />
  </Icon>
);
export const PauseIcon = () => (
  <Icon>
    <path d="M7 5v10M13 5v10" />
  </Icon>
);
export const PlayIcon = () => (
  <Icon>
    <path d="m7 4.500 8 5.500-8 5.500Z" />
  </Icon>
);
export const WhyIcon = () => (
  <Icon>
    <path d="M7 7.500a3 3 0 1 1 4.500 2.600c-.900.500-1.500 1.100-1.500 2.100M10 15.500h.01" />
  </Icon>
);
export const HistoryIcon = () => (
  <Icon>
    <path d="M3.500 10a6.500 6.500 0 1 0 2-4.700L3.500 7M3.500 3.500V7H7M10 6.500V10l2.500 1.500" />
  </Icon>
);
export const SettingsIcon = () => (
  <Icon>
    <path d="M3 6h8M15 6h2M3 14h2M9 14h8" />
    <circle cx="13" cy="6" r="2" />
    <circle cx="7" cy="14" r="2" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <path d="M10 5h.01M10 10h.01M10 15h.01" strokeWidth="2.400" />
  </Icon>
);
export const GripIcon = () => (
  <Icon size={14}>
    <path
      d="M7.500 5h.01M7.500 10h.01M7.500 15h.01M12.500 5h.01M12.500 10h.01M12.500 15h.01"
      strokeWidth="2.400"
    />
  </Icon>
);
export const ClockIcon = () => (
  <Icon size={12}>
    <circle cx="10" cy="10" r="6.500" />
    <path d="M10 6.500V10l2.500 1.500" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="9" cy="9" r="5.500" />
    <path d="m13 13 4 4" />
  </Icon>
);
