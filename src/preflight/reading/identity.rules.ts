/** Annotation of a service account with the ARN of its role. */
export const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';
