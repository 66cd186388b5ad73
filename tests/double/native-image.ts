import { readFileSync } from 'node:fs';
import { asElectron } from './emitter.ts';
import { pngOfBitmap, pngSize } from './png.ts';

const nothing = Buffer.alloc(0);

/** An image by its PNG bytes; resizing changes the size that it tells, not its pixels. */
export class NativeImage {
  #bytes: Buffer;
  #size: Electron.Size;
  #template = false;
  readonly #scales = new Set<number>();

  constructor(bytes: Buffer, size?: Electron.Size) {
    const real = pngSize(bytes);
    this.#bytes = real ? bytes : nothing;
    this.#size = real ? (size ?? real) : { width: 0, height: 0 };
    if (real) this.#scales.add(1);
  }

  get isMacTemplateImage(): boolean {
    return this.#template;
  }

  isEmpty(): boolean {
    return this.#bytes.length === 0;
  }

  getSize(_scaleFactor?: number): Electron.Size {
    return { ...this.#size };
  }

  getAspectRatio(_scaleFactor?: number): number {
    return this.#size.height === 0 ? 1 : this.#size.width / this.#size.height;
  }

  getScaleFactors(): number[] {
    return [...this.#scales];
  }

  addRepresentation(options: Electron.AddRepresentationOptions): void {
    const { buffer, dataURL, scaleFactor = 1 } = options;
    const bytes = dataURL === undefined ? (buffer ?? nothing) : bytesOfDataUrl(dataURL);
    const size = pngSize(bytes);
    if (!size) throw new Error('The double: a representation must be a PNG.');
    this.#scales.add(scaleFactor);
    if (!this.isEmpty()) return;
    this.#bytes = bytes;
    this.#size = { width: size.width / scaleFactor, height: size.height / scaleFactor };
  }

  setTemplateImage(option: boolean): void {
    this.#template = option;
  }

  isTemplateImage(): boolean {
    return this.#template;
  }

  resize({ width, height }: Electron.ResizeOptions): Electron.NativeImage {
    const ratio = this.getAspectRatio();
    const size = {
      width: width ?? Math.round((height ?? this.#size.height) * ratio),
      height: height ?? Math.round((width ?? this.#size.width) / ratio),
    };
    return asElectron(new NativeImage(this.#bytes, size));
  }

  toPNG(_options?: Electron.ToPNGOptions): Buffer {
    return Buffer.from(this.#bytes);
  }

  toDataURL(_options?: Electron.ToDataURLOptions): string {
    return `data:image/png;base64,${this.#bytes.toString('base64')}`;
  }
}

function bytesOfDataUrl(url: string): Buffer {
  const [, text = ''] = /^data:image\/png;base64,(.*)$/s.exec(url) ?? [];
  return Buffer.from(text, 'base64');
}

function bytesOfFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    // As Electron: a file that is not there makes an empty image, and a tray of it throws.
    return nothing;
  }
}

const made = (bytes: Buffer, size?: Electron.Size): Electron.NativeImage =>
  asElectron(new NativeImage(bytes, size));

/** An image as it may be given to Electron: itself or a path. */
export function imageOf(image: Electron.NativeImage | string): NativeImage {
  if (typeof image === 'string') return new NativeImage(bytesOfFile(image));
  return image as unknown as NativeImage;
}

export const nativeImage = {
  createEmpty: (): Electron.NativeImage => made(nothing),
  createFromPath(path: string): Electron.NativeImage {
    const image = made(bytesOfFile(path));
    if (/Template(@\dx)?\.png$/.test(path)) image.setTemplateImage(true);
    return image;
  },
  createFromDataURL: (dataURL: string): Electron.NativeImage => made(bytesOfDataUrl(dataURL)),
  createFromBuffer(buffer: Buffer, options: Electron.CreateFromBufferOptions = {}): Electron.NativeImage {
    const size = pngSize(buffer);
    const { scaleFactor = 1 } = options;
    return made(buffer, size && { width: size.width / scaleFactor, height: size.height / scaleFactor });
  },
  createFromBitmap(buffer: Buffer, options: Electron.CreateFromBitmapOptions): Electron.NativeImage {
    const { width, height, scaleFactor = 1 } = options;
    if (buffer.length < width * height * 4) throw new Error('invalid buffer size');
    const size = { width: width / scaleFactor, height: height / scaleFactor };
    return made(pngOfBitmap(buffer, width, height), size);
  },
  createFromNamedImage: (_imageName: string): Electron.NativeImage => made(nothing),
};
