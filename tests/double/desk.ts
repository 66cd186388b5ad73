/** What the desktop saw and what it answers: plain data that tests read and set through `__double`. */
export type NotificationMode =
  | { readonly kind: 'show' }
  | { readonly kind: 'never shown' }
  | { readonly kind: 'failed'; readonly cause: string };

export interface ShownDialog {
  readonly kind: string;
  readonly title: string;
  readonly message: string;
  readonly buttons: readonly string[];
}

export const desk = {
  notificationMode: { kind: 'show' } as NotificationMode,
  senderFrameIsNull: false,
  beeps: 0,
  openedExternal: [] as string[],
  openExternalFails: false,
  dialogs: [] as ShownDialog[],
  /** Numbers of the buttons that the next message boxes are answered with; else the default one. */
  dialogAnswers: [] as number[],
  idleSeconds: 0,
  dark: false,
  clipboard: '',
};
