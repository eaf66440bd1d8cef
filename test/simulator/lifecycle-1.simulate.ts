import { lifecycles } from './suites';

lifecycles(1, 4);
