/** Operating system of nodes. */
export enum NodeOs {
  /** Amazon Linux 2023. */
  AL2023 = 'AL2023',
  /** Bottlerocket: a minimal, read-only operating system for containers. */
  BOTTLEROCKET = 'BOTTLEROCKET',
  /** Bottlerocket with FIPS 140-3 validated cryptography. */
  BOTTLEROCKET_FIPS = 'BOTTLEROCKET_FIPS',
  /** Windows Server 2019 without desktop. */
  WINDOWS_CORE_2019 = 'WINDOWS_CORE_2019',
  /** Windows Server 2019 with desktop. */
  WINDOWS_FULL_2019 = 'WINDOWS_FULL_2019',
  /** Windows Server 2022 without desktop. */
  WINDOWS_CORE_2022 = 'WINDOWS_CORE_2022',
  /** Windows Server 2022 with desktop. */
  WINDOWS_FULL_2022 = 'WINDOWS_FULL_2022',
  /** Windows Server 2025 without desktop. */
  WINDOWS_CORE_2025 = 'WINDOWS_CORE_2025',
  /** Windows Server 2025 with desktop. */
  WINDOWS_FULL_2025 = 'WINDOWS_FULL_2025',
}
