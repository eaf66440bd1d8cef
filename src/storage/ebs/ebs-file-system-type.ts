/** How an ext4 file system is made. */
export interface Ext4Options {
  /**
   * Size of a block in bytes, like 4096.
   *
   * @default - as mkfs chooses
   */
  readonly blockSize?: number;
  /**
   * Size of an inode in bytes, like 256.
   *
   * @default - as mkfs chooses
   */
  readonly inodeSize?: number;
  /**
   * Bytes of the disk for each inode. Not together with `numberOfInodes`.
   *
   * @default - as mkfs chooses
   */
  readonly bytesPerInode?: number;
  /**
   * Number of inodes. Not together with `bytesPerInode`.
   *
   * @default - as mkfs chooses
   */
  readonly numberOfInodes?: number;
  /**
   * Whether blocks are allocated in clusters.
   *
   * @default false
   */
  readonly bigAlloc?: boolean;
  /**
   * Size of such a cluster in bytes. With `bigAlloc`.
   *
   * @default - as mkfs chooses
   */
  readonly clusterSize?: number;
  /**
   * Whether files may be encrypted by the file system.
   *
   * @default false
   */
  readonly encryptionSupport?: boolean;
}

/** How an xfs file system is made. */
export interface XfsOptions {
  /**
   * Size of a block in bytes, like 4096.
   *
   * @default - as mkfs chooses
   */
  readonly blockSize?: number;
  /**
   * Size of an inode in bytes, like 512.
   *
   * @default - as mkfs chooses
   */
  readonly inodeSize?: number;
}

/**
 * The file system that the driver makes on a volume.
 *
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
 */
export class EbsFileSystemType {
  /** The usual one of Linux. */
  static ext4({
    blockSize,
    inodeSize,
    bytesPerInode,
    numberOfInodes,
    bigAlloc,
    clusterSize,
    encryptionSupport,
  }: Ext4Options = {}): EbsFileSystemType {
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

  /** For large files. */
  static xfs({ blockSize, inodeSize }: XfsOptions = {}): EbsFileSystemType {
    return new EbsFileSystemType('xfs', { blockSize, inodeSize });
  }

  /** For what cannot use ext4. */
  static ext3(): EbsFileSystemType {
    return new EbsFileSystemType('ext3', {});
  }

  /** For pods on Windows nodes. */
  static ntfs(): EbsFileSystemType {
    return new EbsFileSystemType('ntfs', {});
  }

  private constructor(
    /** Name of the file system, as the driver writes it. */
    public readonly name: string,
    private readonly given: Record<string, unknown>,
  ) {}

  /** Parameters of a class. @internal */
  public get _parameters(): Record<string, string> {
    const known = Object.entries(this.given).filter(([, value]) => value !== undefined);
    return Object.fromEntries([['csi.storage.k8s.io/fstype', this.name], ...known.map(([name, value]) => [name, String(value)])]);
  }
}
