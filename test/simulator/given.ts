import { Fields } from '../handler/api-fields';

/** What others put into the clusters of examples that declare it as external. */
export const GIVEN: Readonly<Record<string, readonly Fields[]>> = {
  preflight: [
    { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'business' }, value: 1000 },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'database-password', namespace: 'billing' } },
  ],
};
