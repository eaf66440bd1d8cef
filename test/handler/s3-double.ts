// imported before the files that use the client
jest.mock('@aws-sdk/client-s3', () => ({ S3Client: jest.fn(), GetObjectCommand: jest.fn((input: unknown) => ({ input })) }));
