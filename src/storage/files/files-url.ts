import { fileURLToPath } from 'node:url';

/** Where the bytes of files are kept. */
export type FilesPlace =
  | { kind: 'folder'; folder: string }
  | {
      kind: 's3';
      /** `https://host:port`, without a path. */
      endpoint: string;
      bucket: string;
      /** What every key begins with: empty, or ends with a slash. */
      prefix: string;
      region: string;
      accessKey: string;
      secretKey: string;
    };

/** What is wrong with an address of a file store; completes the sentence «FILES_URL …». */
export class BadFilesUrl extends Error {
  override readonly name = 'BadFilesUrl';
}

/**
 * Reads the address of a file store: `file:///srv/files`, or
 * `s3://ACCESS_KEY:SECRET_KEY@host[:port]/bucket[/prefix][?region=eu-central-1][&tls=false]`, keys
 * percent-encoded. The region is `us-east-1` and the connection encrypted unless told. Throws `BadFilesUrl`.
 */
export function parseFilesUrl(text: string): FilesPlace {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'file:') return { kind: 'folder', folder: readFolder(url) };
  if (url?.protocol !== 's3:') {
    throw new BadFilesUrl('is neither file:///folder nor s3://KEY:SECRET@host/bucket');
  }
  if (url.hostname === '') throw new BadFilesUrl('names no host: s3://KEY:SECRET@host/bucket');
  if (url.username === '' || url.password === '') {
    throw new BadFilesUrl('names no keys: s3://KEY:SECRET@host/bucket, both percent-encoded');
  }
  const [bucket = '', ...prefix] = url.pathname.split('/').filter(Boolean);
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new BadFilesUrl('names no bucket: s3://KEY:SECRET@host/bucket');
  }
  if (!prefix.every((part) => /^[\w.-]+$/.test(part))) {
    throw new BadFilesUrl('has a prefix with other characters than A-Z a-z 0-9 _ . -');
  }
  if ([...url.searchParams.keys()].some((name) => name !== 'region' && name !== 'tls')) {
    throw new BadFilesUrl('has another parameter than region and tls');
  }
  const tls = url.searchParams.get('tls') ?? 'true';
  if (tls !== 'true' && tls !== 'false') throw new BadFilesUrl('has a tls that is neither true nor false');
  const region = url.searchParams.get('region') ?? 'us-east-1';
  if (!/^[a-z0-9-]+$/.test(region)) throw new BadFilesUrl('has a region that is none');
  return {
    kind: 's3',
    endpoint: `${tls === 'true' ? 'https' : 'http'}://${url.host}`,
    bucket,
    prefix: prefix.map((part) => `${part}/`).join(''),
    region,
    accessKey: decode(url.username),
    secretKey: decode(url.password),
  };
}

function readFolder(url: URL): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw new BadFilesUrl('is no folder of this machine: file:///folder');
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BadFilesUrl('has keys that are not percent-encoded');
  }
}
