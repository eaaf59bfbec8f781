/** The directory as every raise asks it: who picks it up and in which district, remembered until a read model moves. */
import type { Directory, District } from '@bijspringen/access/index.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';

export type RememberingDirectory = { directory: Directory; stop: () => void };

/**
 * Under a load of raises the same two questions come thousands of times between two changes. What is not there yet is
 * asked again each time, so that nobody waits for a district that was opened a moment ago.
 */
export function rememberDirectory(
  directory: Directory,
  kernel: Pick<Kernel, 'onChange'>,
): RememberingDirectory {
  let district: District | null = null;
  const workers = new Map<string, string>();
  const stop = kernel.onChange(() => {
    district = null;
    workers.clear();
  });
  return {
    stop,
    directory: {
      ...directory,
      publicDistrict() {
        district ??= directory.publicDistrict();
        return district;
      },
      firstIdWith(role, districtId) {
        const key = `${role} ${districtId}`;
        const known = workers.get(key) ?? directory.firstIdWith(role, districtId);
        if (known !== null) workers.set(key, known);
        return known;
      },
    },
  };
}
