/** Memory of the function that applies objects and charts, in MB. */
export const HANDLER_MEMORY = 1024;
