const labels: Readonly<Record<string, string>> = {
  about: 'About',
  appmenu: '',
  clearrecentdocuments: 'Clear Recent Documents',
  close: 'Close Window',
  copy: 'Copy',
  cut: 'Cut',
  delete: 'Delete',
  editmenu: 'Edit',
  filemenu: 'File',
  forcereload: 'Force Reload',
  front: 'Bring All to Front',
  help: 'Help',
  hide: 'Hide',
  hideothers: 'Hide Others',
  minimize: 'Minimize',
  mergeallwindows: 'Merge All Windows',
  movetabtonewwindow: 'Move Tab to New Window',
  paste: 'Paste',
  pasteandmatchstyle: 'Paste and Match Style',
  quit: 'Quit',
  recentdocuments: 'Open Recent',
  redo: 'Redo',
  reload: 'Reload',
  resetzoom: 'Actual Size',
  selectall: 'Select All',
  selectnexttab: 'Select Next Tab',
  selectprevioustab: 'Select Previous Tab',
  services: 'Services',
  sharemenu: 'Share',
  showsubstitutions: 'Show Substitutions',
  startspeaking: 'Start Speaking',
  stopspeaking: 'Stop Speaking',
  toggledevtools: 'Toggle Developer Tools',
  togglefullscreen: 'Toggle Full Screen',
  togglespellchecker: 'Check Spelling While Typing',
  toggletabbar: 'Toggle Tab Bar',
  undo: 'Undo',
  unhide: 'Show All',
  viewmenu: 'View',
  window: 'Window',
  windowmenu: 'Window',
  zoom: 'Zoom',
  zoomin: 'Zoom In',
  zoomout: 'Zoom Out',
};

/** The words of a role; a role that Electron does not know throws here, where Electron shows an item without effect. */
export function roleLabel(role: string): string {
  const label = labels[role.toLowerCase()];
  if (label === undefined) throw new Error(`Unknown menu role: ${role}`);
  return label;
}

interface RoleHosts {
  quit(): void;
}

const hosts: { current?: RoleHosts } = {};

export function setRoleHosts(given: RoleHosts): void {
  hosts.current = given;
}

/** Does what a role does; false for an item whose own click counts. */
export function runRole(role: string | undefined, window: Electron.BaseWindow | undefined): boolean {
  if (role === undefined) return false;
  const focused = window as Electron.BrowserWindow | undefined;
  const effects: Readonly<Record<string, () => void>> = {
    quit: () => hosts.current?.quit(),
    close: () => focused?.close(),
    minimize: () => focused?.minimize(),
    reload: () => focused?.webContents.reload(),
    toggledevtools: () => focused?.webContents.openDevTools(),
  };
  effects[role.toLowerCase()]?.();
  return true;
}
