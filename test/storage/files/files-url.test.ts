import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadFilesUrl, parseFilesUrl } from '../../../src/storage/files/files-url.ts';

describe('the address of a file store', () => {
  it.each([
    ['file:///srv/aqyldy/files', { kind: 'folder', folder: '/srv/aqyldy/files' }],
    [
      's3://KEY:SECRET@s3.example.kz/evidence',
      {
        kind: 's3',
        endpoint: 'https://s3.example.kz',
        bucket: 'evidence',
        prefix: '',
        region: 'us-east-1',
        accessKey: 'KEY',
        secretKey: 'SECRET',
      },
    ],
    [
      's3://KEY:a%2Fb%2B%3D@127.0.0.1:9000/evidence/city/of_oral/?region=kz-1&tls=false',
      {
        kind: 's3',
        endpoint: 'http://127.0.0.1:9000',
        bucket: 'evidence',
        prefix: 'city/of_oral/',
        region: 'kz-1',
        accessKey: 'KEY',
        secretKey: 'a/b+=',
      },
    ],
  ])('%s is read', (text, place) => {
    expect(parseFilesUrl(text)).toEqual(place);
  });

  it('holds any folder and any keys, encoded', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ minLength: 1 }),
        (folder, key) => {
          const absolute = path.resolve('/', folder.replaceAll('\0', ''));
          expect(parseFilesUrl(pathToFileURL(absolute).href)).toEqual({ kind: 'folder', folder: absolute });
          const encoded = encodeURIComponent(key);
          expect(parseFilesUrl(`s3://${encoded}:${encoded}@host/bucket`)).toMatchObject({
            accessKey: key,
            secretKey: key,
          });
        },
      ),
    );
  });

  it.each([
    ['/srv/files', 'is neither file:///folder nor s3://KEY:SECRET@host/bucket'],
    ['https://s3.example.kz/bucket', 'is neither file:///folder nor s3://KEY:SECRET@host/bucket'],
    ['file://host/folder', 'is no folder of this machine: file:///folder'],
    ['s3://s3.example.kz/bucket', 'names no keys: s3://KEY:SECRET@host/bucket, both percent-encoded'],
    ['s3://KEY@s3.example.kz/bucket', 'names no keys: s3://KEY:SECRET@host/bucket, both percent-encoded'],
    ['s3://K:S@s3.example.kz', 'names no bucket: s3://KEY:SECRET@host/bucket'],
    ['s3://K:S@s3.example.kz/My_Bucket', 'names no bucket: s3://KEY:SECRET@host/bucket'],
    ['s3://K:S@h/bucket/a%20b', 'has a prefix with other characters than A-Z a-z 0-9 _ . -'],
    ['s3://K:S@h/bucket?tls=no', 'has a tls that is neither true nor false'],
    ['s3://K:S@h/bucket?regoin=x', 'has another parameter than region and tls'],
    ['s3://K:S@h/bucket?region=EU%20west', 'has a region that is none'],
    ['s3://K:%zz@h/bucket', 'has keys that are not percent-encoded'],
  ])('%s is none: it %s', (text, problem) => {
    expect(() => parseFilesUrl(text)).toThrow(new BadFilesUrl(problem));
  });
});
