/** The custom resources that the handler serves. A type can never change for a resource that is deployed. */
export const OBJECTS = 'Custom::StrataObjects';
export const RELEASE = 'Custom::StrataHelmRelease';
export const VALUE = 'Custom::StrataValue';
export const SWEEP = 'Custom::StrataSweep';
