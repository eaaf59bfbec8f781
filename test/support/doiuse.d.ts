/** doiuse has no types of its own; this is the part that is used here. */
declare module 'doiuse' {
  import type { Plugin } from 'postcss';

  type Usage = { feature: string; message: string };
  export default function doiuse(options: {
    browsers: readonly string[];
    onFeatureUsage: (usage: Usage) => void;
  }): Plugin;
}
