import { S3mini } from 's3mini';
import type { BytePlace } from './file-store.ts';
import type { FilesPlace } from './files-url.ts';

/** How long one request may take, in milliseconds: 20 MB over a slow line. */
const requestTimeout = 60_000;

/** A bucket of an S3-compatible service, addressed by path, with the names of files as keys. */
export function s3Place(place: Extract<FilesPlace, { kind: 's3' }>): BytePlace {
  const client = new S3mini({
    endpoint: `${place.endpoint}/${place.bucket}`,
    region: place.region,
    accessKeyId: place.accessKey,
    secretAccessKey: place.secretKey,
    requestAbortTimeout: requestTimeout,
  });
  const keyOf = (sha256: string) => `${place.prefix}${sha256}`;
  return {
    async write(sha256, bytes) {
      await client.putObject(keyOf(sha256), bytes);
    },
    async read(sha256) {
      const bytes = await client.getObjectArrayBuffer(keyOf(sha256));
      return bytes === null ? null : new Uint8Array(bytes);
    },
    async remove(sha256) {
      await client.deleteObject(keyOf(sha256));
    },
    async check() {
      const isThere = await client.bucketExists().catch((cause: unknown) => {
        throw new Error(`${place.endpoint} does not answer as an S3 service does`, { cause });
      });
      if (!isThere) {
        throw new Error(`the bucket «${place.bucket}» is not there, or its keys or region are wrong`);
      }
    },
  };
}
