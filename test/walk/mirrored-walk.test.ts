import { describeWalk } from './describe-walk.ts';

describeWalk({ mirrored: true, seeds: [2], steps: 280 });
