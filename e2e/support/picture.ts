import type { Locator } from 'playwright-core';

/** What a picture of a part of a page looks like as a whole. */
export interface PictureFacts {
  /** The colour that covers most of it. */
  ground: [red: number, green: number, blue: number];
  /** Colours, told apart by 16 steps a channel, that cover at least a tenth of a per mille each. */
  colours: number;
  /** Share of the pixels that differ clearly from the ground. */
  drawn: number;
}

/** Takes a picture of an element and looks at its pixels. */
export async function pictureOf(element: Locator): Promise<PictureFacts> {
  const png = (await element.screenshot({ animations: 'disabled' })).toString('base64');
  return element.page().evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const { data: pixels } = context.getImageData(0, 0, image.width, image.height);
    const seen = new Map<number, number>();
    for (let at = 0; at < pixels.length; at += 4) {
      const colour = ((pixels[at] >> 4) << 8) | ((pixels[at + 1] >> 4) << 4) | (pixels[at + 2] >> 4);
      seen.set(colour, (seen.get(colour) ?? 0) + 1);
    }
    const count = pixels.length / 4;
    const [[most]] = [...seen].sort(([, a], [, b]) => b - a);
    const parts = (colour: number) => [colour >> 8, (colour >> 4) & 15, colour & 15];
    const far = (colour: number) => Math.max(...parts(colour).map((part, i) => Math.abs(part - parts(most)[i]))) >= 3;
    let drawn = 0;
    for (const [colour, n] of seen) if (far(colour)) drawn += n;
    return {
      ground: parts(most).map((part) => part * 17) as [number, number, number],
      colours: [...seen.values()].filter((n) => n >= count / 10_000).length,
      drawn: drawn / count,
    };
  }, png);
}
