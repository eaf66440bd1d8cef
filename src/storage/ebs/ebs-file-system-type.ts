import { checkOptions } from '../../props/check-props';
/** Options of mkfs for an ext4 file system. */
export interface Ext4Options {
  /**
   * Size of a block in bytes, like 4096.
   *
   * @default - the default of mkfs
   */
  readonly blockSize?: number;
  /**
   * Size of an inode in bytes, like 256.
   *
   * @default - the default of mkfs
   */
  readonly inodeSize?: number;
  /**
   * Bytes per inode. Mutually exclusive with `numberOfInodes`.
   *
   * @default - the default of mkfs
   */
  readonly bytesPerInode?: number;
  /**
   * Number of inodes. Mutually exclusive with `bytesPerInode`.
   *
   * @default - the default of mkfs
   */
  readonly numberOfInodes?: number;
  /**
   * Allocate blocks in clusters (bigalloc).
   *
   * @default false
   */
  readonly bigAlloc?: boolean;
  /**
   * Size of a cluster in bytes, with `bigAlloc`.
   *
   * @default - the default of mkfs
   */
  readonly clusterSize?: number;
  /**
   * Enable the encryption support of ext4.
   *
   * @default false
   */
  readonly encryptionSupport?: boolean;
}

/** Options of mkfs for an xfs file system. */
export interface XfsOptions {
  /**
   * Size of a block in bytes, like 4096.
   *
   * @default - the default of mkfs
   */
  readonly blockSize?: number;
  /**
   * Size of an inode in bytes, like 512.
   *
   * @default - the default of mkfs
   */
  readonly inodeSize?: number;
}

/**
 * File system with which the driver formats volumes.
 *
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
 */
export class EbsFileSystemType {
  /** ext4, the default. */
  static ext4(options: Ext4Options = {}): EbsFileSystemType {
    checkOptions('Ext4Options', 'EbsFileSystemType.ext4', options);
    const { blockSize, inodeSize, bytesPerInode, numberOfInodes, bigAlloc, clusterSize, encryptionSupport } = options;
    return new EbsFileSystemType('ext4', {
      blockSize,
      inodeSize,
      bytesPerInode,
      numberOfInodes,
      ext4BigAlloc: bigAlloc,
      ext4ClusterSize: clusterSize,
      ext4EncryptionSupport: encryptionSupport,
    });
  }

  /** xfs, for large files. */
  static xfs(options: XfsOptions = {}): EbsFileSystemType {
    checkOptions('XfsOptions', 'EbsFileSystemType.xfs', options);
    const { blockSize, inodeSize } = options;
    return new EbsFileSystemType('xfs', { blockSize, inodeSize });
  }

  /** ext3, for software that does not support ext4. */
  static ext3(): EbsFileSystemType {
    return new EbsFileSystemType('ext3', {});
  }

  /** NTFS, for pods on Windows nodes. */
  static ntfs(): EbsFileSystemType {
    return new EbsFileSystemType('ntfs', {});
  }

  private constructor(
    /** Name of the file system, as the driver writes it. */
    public readonly name: string,
    private readonly given: Record<string, unknown>,
  ) {}

  /** Parameters of a StorageClass. @internal */
  public get _parameters(): Record<string, string> {
    const known = Object.entries(this.given).filter(([, value]) => value !== undefined);
    return Object.fromEntries([['csi.storage.k8s.io/fstype', this.name], ...known.map(([name, value]) => [name, String(value)])]);
  }
}
