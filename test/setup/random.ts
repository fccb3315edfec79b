export { seededRandom } from '../../sandbox/demo-random.ts';
