import './s3-double';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { zipSync } from 'fflate';
import { fetchChart, TokenKubeConfig } from '../../src/handler/aws';
import { Failure } from '../../src/handler/custom-resource-request';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-test-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

describe('the kubeconfig', () => {
  const environment = process.env;
  beforeEach(() => {
    process.env = {
      ...environment,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'session/token==',
      URL_SUFFIX: 'amazonaws.com',
    };
  });
  afterEach(() => {
    process.env = environment;
  });

  interface Written {
    readonly clusters: { readonly cluster: object }[];
    readonly users: { readonly user: { readonly token: string } }[];
  }
  const written = (file: string) => JSON.parse(fs.readFileSync(file, 'utf8')) as Written;
  const configAt = (now: () => number) =>
    new TokenKubeConfig(
      'my-cluster',
      { server: 'https://cluster.example.com', certificate: 'Y2VydA==' },
      path.join(folder, 'kubeconfig'),
      now,
    );

  test('holds a signed question to STS who the function is, for this cluster and a minute', async () => {
    const {
      clusters,
      users: [
        {
          user: { token },
        },
      ],
    } = written(await configAt(() => 0).currentFile());
    expect(clusters).toEqual([
      { name: 'cluster', cluster: { server: 'https://cluster.example.com', 'certificate-authority-data': 'Y2VydA==' } },
    ]);
    expect(token).toMatch(/^k8s-aws-v1\.[A-Za-z0-9_-]+$/);
    const { origin, pathname, searchParams } = new URL(Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString());
    expect([origin, pathname]).toEqual(['https://sts.eu-central-1.amazonaws.com', '/']);
    expect(Object.fromEntries(searchParams)).toEqual({
      Action: 'GetCallerIdentity',
      Version: '2011-06-15',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': expect.stringMatching(/^AKIAEXAMPLE\/\d{8}\/eu-central-1\/sts\/aws4_request$/),
      'X-Amz-Date': expect.stringMatching(/^\d{8}T\d{6}Z$/),
      'X-Amz-Expires': '60',
      'X-Amz-Security-Token': 'session/token==',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
      'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
    });
  });

  // one region of each partition that CDK knows
  const partitions = new Map(
    RegionInfo.regions.map(({ name, partition, domainSuffix }): [string, string[]] => [partition!, [name, domainSuffix!]]),
  );

  test.each([...partitions.entries()].map(([partition, [region, suffix]]) => ({ partition, region, suffix })))(
    'asks STS in the domain of $partition',
    async ({ region, suffix }) => {
      Object.assign(process.env, { AWS_REGION: region, URL_SUFFIX: suffix });
      const {
        users: [
          {
            user: { token },
          },
        ],
      } = written(await configAt(() => 0).currentFile());
      expect(new URL(Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString()).origin).toBe(
        `https://sts.${region}.${suffix}`,
      );
    },
  );

  test('is tried for every partition', () => {
    expect([...partitions.keys()].sort()).toEqual([
      'aws',
      'aws-cn',
      'aws-eusc',
      'aws-iso',
      'aws-iso-b',
      'aws-iso-e',
      'aws-iso-f',
      'aws-us-gov',
    ]);
  });

  test('fails where the function does not know its partition', async () => {
    delete process.env.URL_SUFFIX;
    await expect(configAt(() => 0).currentFile()).rejects.toEqual(
      new Failure(
        'environment variable URL_SUFFIX, the domain of the AWS partition, is not set: deploy the stack of the ' + 'function again',
      ),
    );
  });

  test('is made anew after seven minutes, or when it is told to', async () => {
    let now = 0;
    const config = configAt(() => now);
    const signs = jest.spyOn(SignatureV4.prototype, 'presign');
    const signed = async () => {
      signs.mockClear();
      await config.currentFile();
      await config.access();
      return signs.mock.calls.length;
    };
    expect(await signed()).toBe(1);
    now = 7 * 60_000;
    expect(await signed()).toBe(0);
    now += 1;
    expect(await signed()).toBe(1);
    expect(await signed()).toBe(0);
    config.refreshToken();
    expect(await signed()).toBe(1);
  });
});

describe('an uploaded chart', () => {
  let asked: unknown[];
  const uploaded = (content: Uint8Array) => {
    asked = [];
    const send = async ({ input }: { input: unknown }) => {
      asked.push(input);
      return { Body: { transformToByteArray: async () => content } };
    };
    jest.mocked(S3Client).mockImplementation(() => ({ send }) as unknown as S3Client);
  };
  const bytes = (text: string) => new Uint8Array(Buffer.from(text));
  const zipped = (files: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytes(text)])));

  test('is a file when Helm packed it', async () => {
    uploaded(bytes('packed'));
    expect(await fetchChart('s3://bucket/some/chart.tgz', folder)).toBe(path.join(folder, 'chart.tgz'));
    expect(fs.readFileSync(path.join(folder, 'chart.tgz'), 'utf8')).toBe('packed');
    expect(asked).toEqual([{ Bucket: 'bucket', Key: 'some/chart.tgz' }]);
  });

  test.each([
    ['the folder itself', { 'charts/sub/Chart.yaml': 'sub', 'Chart.yaml': 'main', 'templates/a.yaml': 'a' }, ''],
    ['a folder in it', { 'shop/charts/sub/Chart.yaml': 'sub', 'shop/Chart.yaml': 'main', 'shop/templates/a.yaml': 'a' }, 'shop'],
  ])('is the folder with its Chart.yaml when a folder was uploaded: %s', async (_, files, inside) => {
    uploaded(zipped(files));
    const chart = await fetchChart('s3://bucket/0123.zip', folder);
    expect(chart).toBe(path.join(folder, inside));
    expect(
      ['Chart.yaml', 'templates/a.yaml', 'charts/sub/Chart.yaml'].map((name) => fs.readFileSync(path.join(chart, name), 'utf8')),
    ).toEqual(['main', 'a', 'sub']);
  });

  test('fails when the folder is not that of a chart', async () => {
    uploaded(zipped({ 'readme.md': 'nothing' }));
    await expect(fetchChart('s3://bucket/0123.zip', folder)).rejects.toEqual(
      new Failure(
        'Chart.yaml file is missing in s3://bucket/0123.zip: upload the directory of a chart, or the .tgz file ' +
          "that 'helm package' creates",
      ),
    );
  });
});
