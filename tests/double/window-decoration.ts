import { WindowGeometry } from './window-geometry.ts';

/** What the desktop shows around a window and says about it: noted, for tests to see. */
export abstract class WindowDecoration extends WindowGeometry {
  protected readonly decoration: {
    fullScreen: boolean;
    flashing: boolean;
    onTop: boolean;
    skipsTaskbar: boolean;
    menuBar: boolean;
  };

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super(options);
    this.decoration = {
      fullScreen: false,
      flashing: false,
      onTop: options.alwaysOnTop ?? false,
      skipsTaskbar: options.skipTaskbar ?? false,
      menuBar: true,
    };
  }

  flashFrame(flag: boolean): void {
    this.alive();
    this.decoration.flashing = flag;
  }

  setAlwaysOnTop(flag: boolean, _level?: string, _relativeLevel?: number): void {
    this.alive();
    this.decoration.onTop = flag;
  }

  isAlwaysOnTop(): boolean {
    this.alive();
    return this.decoration.onTop;
  }

  setSkipTaskbar(skip: boolean): void {
    this.alive();
    this.decoration.skipsTaskbar = skip;
  }

  setMenuBarVisibility(visible: boolean): void {
    this.alive();
    this.decoration.menuBar = visible;
  }

  isMenuBarVisible(): boolean {
    this.alive();
    return this.decoration.menuBar;
  }

  setAutoHideMenuBar(_hide: boolean): void {
    this.alive();
  }

  setMenu(menu: Electron.Menu | null): void {
    this.setMenuBarVisibility(menu !== null);
  }

  removeMenu(): void {
    this.setMenu(null);
  }

  setFullScreen(flag: boolean): void {
    this.alive();
    this.decoration.fullScreen = flag;
  }

  isFullScreen(): boolean {
    this.alive();
    return this.decoration.fullScreen;
  }

  moveTop(): void {
    this.alive();
  }

  setIcon(_icon: Electron.NativeImage | string): void {
    this.alive();
  }

  setBackgroundColor(_color: string): void {
    this.alive();
  }

  setProgressBar(_progress: number, _options?: Electron.ProgressBarOptions): void {
    this.alive();
  }

  setOverlayIcon(_overlay: Electron.NativeImage | null, _description: string): void {
    this.alive();
  }

  setVisibleOnAllWorkspaces(_visible: boolean, _options?: Electron.VisibleOnAllWorkspacesOptions): void {
    this.alive();
  }
}
