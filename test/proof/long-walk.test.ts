import { describeWalk } from '../walk/describe-walk.ts';

// Longer than the walk of `npm test`, by other chances, and on both engines.
describeWalk({ mirrored: false, seeds: [11, 12], steps: 300 });
describeWalk({ mirrored: true, seeds: [13, 14], steps: 300 });
