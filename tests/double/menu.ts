import { EventEmitter } from 'node:events';
import { asElectron } from './emitter.ts';
import { roleLabel, runRole } from './menu-roles.ts';

type Options = Electron.MenuItemConstructorOptions;
const types = ['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette'];
const ids = { last: 0 };

const unsaid = {
  id: '',
  sublabel: '',
  toolTip: '',
  accelerator: null as string | null,
  enabled: true,
  visible: true,
  checked: false,
};

export class MenuItem {
  readonly role: string | undefined;
  readonly type: string;
  readonly id: string;
  readonly commandId: number;
  readonly submenu: Electron.Menu | undefined;
  readonly accelerator: string | null;
  readonly icon: Electron.NativeImage | string | undefined;
  readonly click: (event?: unknown, window?: Electron.BaseWindow, contents?: unknown) => void;
  label: string;
  sublabel: string;
  toolTip: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;

  constructor(options: Options) {
    ids.last += 1;
    this.commandId = ids.last;
    this.role = options.role?.toLowerCase();
    const role = options.role === undefined ? '' : roleLabel(options.role);
    const { submenu } = options;
    this.submenu = asElectron(Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as never));
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    if (!types.includes(this.type)) throw new Error(`Unknown menu item type: ${this.type}`);
    if (this.type === 'submenu' && !this.submenu) throw new Error('Invalid submenu');
    const filled = { ...unsaid, label: role, ...options };
    this.id = filled.id;
    this.label = filled.label;
    this.sublabel = filled.sublabel;
    this.toolTip = filled.toolTip;
    this.accelerator = filled.accelerator;
    this.icon = options.icon;
    this.enabled = filled.enabled;
    this.visible = filled.visible;
    this.checked = filled.checked;
    this.click = (event = {}, window) => {
      if (this.type === 'checkbox' || this.type === 'radio') this.checked = !this.checked;
      if (runRole(this.role, window)) return;
      options.click?.(asElectron(this), window, asElectron(event as object));
    };
  }
}

const own = (value: object, name: string): boolean => Object.hasOwn(value, name);

function isItem(item: unknown): boolean {
  if (item === null || typeof item !== 'object') return false;
  return own(item, 'label') || own(item, 'role') || (item as Options).type === 'separator';
}

const current: { menu: Electron.Menu | null } = { menu: null };

export class Menu extends EventEmitter {
  items: Electron.MenuItem[] = [];

  static buildFromTemplate(template: (Options | Electron.MenuItem)[]): Electron.Menu {
    if (!Array.isArray(template)) {
      throw new TypeError('Invalid template for Menu: Menu template must be an array');
    }
    if (!template.every(isItem)) {
      throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
    }
    const menu = new Menu();
    for (const item of template) {
      menu.append(item instanceof MenuItem ? asElectron(item) : asElectron(new MenuItem(item as Options)));
    }
    return asElectron(menu);
  }

  static setApplicationMenu(menu: Electron.Menu | null): void {
    if (menu !== null && !((menu as object) instanceof Menu)) throw new TypeError('Invalid menu');
    current.menu = menu;
  }

  static getApplicationMenu(): Electron.Menu | null {
    return current.menu;
  }

  append(menuItem: Electron.MenuItem): void {
    this.insert(this.items.length, menuItem);
  }

  insert(pos: number, menuItem: Electron.MenuItem): void {
    if (!((menuItem as object) instanceof MenuItem)) throw new TypeError('Invalid item');
    this.items.splice(pos, 0, menuItem);
  }

  getMenuItemById(id: string): Electron.MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  popup(_options?: Electron.PopupOptions): void {
    this.emit('menu-will-show', {});
  }

  closePopup(_window?: Electron.BaseWindow): void {
    this.emit('menu-will-close', {});
  }
}

export interface PlainItem {
  readonly label: string;
  readonly type: string;
  readonly role?: string;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly checked: boolean;
  readonly submenu?: readonly PlainItem[];
}

/** A menu as data, for tests. */
export function plainMenu(menu: Electron.Menu): PlainItem[] {
  return menu.items.map(({ label, type, role, enabled, visible, checked, submenu }) => ({
    label,
    type,
    ...(role === undefined ? {} : { role }),
    enabled,
    visible,
    checked,
    ...(submenu ? { submenu: plainMenu(submenu) } : {}),
  }));
}

/** Clicks the item with that label, wherever it stands. */
export function clickInMenu(menu: Electron.Menu, label: string): boolean {
  for (const item of menu.items) {
    if (item.submenu && clickInMenu(item.submenu, label)) return true;
    if (item.submenu || item.label !== label) continue;
    if (!item.enabled || !item.visible) throw new Error(`The item '${label}' cannot be clicked.`);
    (item as unknown as MenuItem).click({});
    return true;
  }
  return false;
}
