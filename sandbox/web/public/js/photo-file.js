const TAKEN_AS_THEY_ARE = new Set(['image/png', 'image/jpeg']);
const LONGEST_SIDE = 2560;

/**
 * A picture as Telegram's apps send photos: PNG and JPEG as they are, other formats drawn anew as JPEG.
 *
 * @param {File} file
 * @returns {Promise<File>}
 * @throws when the browser cannot read the picture
 */
export async function asPhotoFile(file) {
  if (TAKEN_AS_THEY_ARE.has(file.type)) return file;
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return toJpeg(canvas, file.name.replace(/\.\w+$/, '.jpg'));
}

/**
 * What a canvas shows, as a JPEG file.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {string} name
 * @returns {Promise<File>}
 */
export async function toJpeg(canvas, name) {
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.87));
  if (!blob) throw new Error(`The picture ${name} cannot be converted`);
  return new File([blob], name, { type: 'image/jpeg' });
}
