import { lifecycles } from './suites';

lifecycles(2, 4);
