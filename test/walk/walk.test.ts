import { describeWalk } from './describe-walk.ts';

describeWalk({ mirrored: false, seeds: [1], steps: 280 });
