/** What a profile decides. */
export interface ProfileRow {
  readonly maxZones: number;
  readonly natPerZone: boolean;
  readonly ownSecretsKey: boolean;
  readonly controlPlaneLogs: readonly string[];
  readonly logRetentionDays: number;
  readonly flowLogRetentionDays: number;
  readonly minNodes: number;
  readonly maxNodes: number;
  readonly spotNodes: boolean;
}

/** The two profiles of a platform, line by line. */
export const PROFILES: Readonly<Record<'PRODUCTION' | 'DEVELOPMENT', ProfileRow>> = {
  PRODUCTION: {
    maxZones: 3,
    natPerZone: true,
    ownSecretsKey: true,
    controlPlaneLogs: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
    logRetentionDays: 90,
    flowLogRetentionDays: 30,
    minNodes: 3,
    maxNodes: 6,
    spotNodes: false,
  },
  DEVELOPMENT: {
    maxZones: 2,
    natPerZone: false,
    ownSecretsKey: false,
    controlPlaneLogs: ['api', 'audit'],
    logRetentionDays: 7,
    flowLogRetentionDays: 7,
    minNodes: 2,
    maxNodes: 4,
    spotNodes: true,
  },
};
