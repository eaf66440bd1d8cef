import { lifecycles } from './suites';

lifecycles(3, 4);
