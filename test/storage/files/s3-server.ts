import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

export interface S3Server {
  /** `host:port`. */
  host: string;
  accessKey: string;
  secretKey: string;
  region: string;
  bucket: string;
  /** What lies in the bucket, by key. */
  objects: Map<string, Buffer>;
  /** Requests that came, as `PUT key 200`. */
  requests: string[];
  /** Every request fails so from now on, until it is null again. */
  failWith: number | null;
  close(): Promise<void>;
}

/**
 * An S3-compatible server on a free loopback port that serves one bucket, and takes only requests whose AWS
 * Signature Version 4 is right: it is computed here anew, from what came over the wire.
 */
export async function startS3Server(): Promise<S3Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, body } = answer(request, Buffer.concat(chunks));
    s3.requests.push(`${request.method} ${decodeURIComponent(request.url ?? '')} ${status}`);
    response.writeHead(status, { 'content-type': status >= 400 ? 'application/xml' : 'binary/octet-stream' });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const s3: S3Server = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    accessKey: 'KEY+of/tests',
    secretKey: 'secret/with+signs=',
    region: 'kz-north-1',
    bucket: 'evidence',
    objects: new Map(),
    requests: [],
    failWith: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  function answer(request: IncomingMessage, sent: Buffer): { status: number; body: string | Buffer } {
    if (s3.failWith !== null) return refuse(s3.failWith, 'InternalError');
    const wrong = problemOfSignature(request, sent, s3);
    if (wrong !== null) return refuse(403, wrong);
    const [, bucket, ...rest] = new URL(request.url ?? '', 'http://s3').pathname.split('/');
    if (bucket !== s3.bucket) return refuse(404, 'NoSuchBucket');
    const key = decodeURIComponent(rest.join('/'));
    if (key === '') return { status: 200, body: '' };
    switch (request.method) {
      case 'PUT':
        s3.objects.set(key, sent);
        return { status: 200, body: '' };
      case 'DELETE':
        s3.objects.delete(key);
        return { status: 204, body: '' };
      default: {
        const object = s3.objects.get(key);
        return object === undefined ? refuse(404, 'NoSuchKey') : { status: 200, body: object };
      }
    }
  }
  return s3;
}

function refuse(status: number, code: string): { status: number; body: string } {
  return { status, body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>` };
}

/** What is wrong with the signature of a request, by the rules of AWS; null where it is right. */
function problemOfSignature(request: IncomingMessage, body: Buffer, s3: S3Server): string | null {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=(.+)\/(\d{8})\/([\w-]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (parts === null) return 'MissingSecurityHeader';
  const [, accessKey, day = '', region, signedHeaders = '', signature] = parts;
  if (accessKey !== s3.accessKey) return 'InvalidAccessKeyId';
  if (region !== s3.region) return 'AuthorizationHeaderMalformed';
  const date = String(request.headers['x-amz-date']);
  if (!date.startsWith(day)) return 'SignatureDoesNotMatch';
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const skew = Math.abs(Date.now() - Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`));
  if (!(skew < 15 * 60_000)) return 'RequestTimeTooSkewed';
  const names = signedHeaders.split(';');
  if (!names.includes('host') || !names.includes('x-amz-date')) return 'SignatureDoesNotMatch';
  const payload = String(request.headers['x-amz-content-sha256']);
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const url = new URL(request.url ?? '', 'http://s3');
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const headers = names.map((name) => `${name}:${String(request.headers[name]).trim()}\n`).join('');
  const canonical = [request.method, url.pathname, query, headers, signedHeaders, payload].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const signingKey = [day, region ?? '', 's3', 'aws4_request'].reduce<string | Buffer>(
    (key, part) => hmac(key, part),
    `AWS4${s3.secretKey}`,
  );
  return createHmac('sha256', signingKey).update(toSign).digest('hex') === signature
    ? null
    : 'SignatureDoesNotMatch';
}
