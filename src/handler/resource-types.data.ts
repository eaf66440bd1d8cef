export { OBJECTS, RELEASE, SWEEP, VALUE } from '../inventory/delivered.data';
