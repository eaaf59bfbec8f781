/** `npm run freeze-shapes`: writes the shape of every new event type or version to contracts/golden. */
import { freezeNewShapes } from '../../test/support/golden.ts';

const added = freezeNewShapes(process.cwd());
console.log(added.length === 0 ? 'No new shapes.' : `Added ${added.join(', ')}.`);
