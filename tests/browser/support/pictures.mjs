// Pictures compared coarsely: a grid of mean colours, so that fonts and antialiasing of another machine do not count.

const columns = 24;
const rows = 15;

// The grid of a screenshot (a PNG), computed on a blank page of its own: [[red, green, blue], ...].
export async function grid(browser, png) {
  const page = await browser.newPage();
  try {
    return await page.evaluate(
      async ({ data, width, height }) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        canvas.width = width;
        canvas.height = height;
        const context = canvas.getContext("2d");
        context.imageSmoothingQuality = "high";
        context.drawImage(image, 0, 0, width, height);
        const { data: pixels } = context.getImageData(0, 0, width, height);
        return Array.from({ length: width * height }, (_, at) => [...pixels.slice(at * 4, at * 4 + 3)]);
      },
      { data: png.toString("base64"), width: columns, height: rows },
    );
  } finally {
    await page.close();
  }
}

// How many cells differ by more than antialiasing would.
export function changedCells(one, other, tolerance = 6) {
  return one.filter((colour, at) => colour.some((part, of) => Math.abs(part - other[at][of]) > tolerance)).length;
}

export function colours(cells) {
  return new Set(cells.map((colour) => colour.map((part) => part >> 4).join())).size;
}

// Mean brightness, 0 to 255.
export function brightness(cells) {
  return cells.flat().reduce((sum, part) => sum + part, 0) / (cells.length * 3);
}
