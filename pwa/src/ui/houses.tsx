import './houses.css';

type Window = readonly [x: number, y: number];

const roofs = [
  'M-4 100V58h44v42z',
  'M-4 60l22-20 22 20z',
  'M42 100V46h6v-8h6v-8h6v-8h16v8h6v8h6v8h6v54z',
  'M98 100V50c8 0 9-6 9-13 0-8 5-13 13-13s13 5 13 13c0 7 1 13 9 13v50z',
  'M146 100V54l26-24 26 24v46z',
  'M186 44V28h7v22z',
  'M202 100V52h5V34h7l9-12 9 12h7v18h5v48z',
  'M248 100V62h72v38z',
  'M324 100V56l20-18 22 18v44z',
];
const dark: readonly Window[] = [
  [8, 83],
  [23, 83],
  [53, 65],
  [72, 65],
  [53, 89],
  [72, 89],
  [106, 73],
  [125, 73],
  [115, 51],
  [106, 93],
  [125, 93],
  [209, 71],
  [228, 71],
  [209, 91],
  [228, 91],
  [332, 79],
  [347, 79],
];
const low: readonly Window[] = [
  [256, 72],
  [276, 72],
  [296, 72],
  [266, 85],
  [306, 85],
];
const wide = ([x, y]: Window) => `M${x} ${y}v-8.5a4.5 4.5 0 0 1 9 0v8.5z`;
const narrow = ([x, y]: Window) => `M${x} ${y}v-4.5a3.5 3.5 0 0 1 7 0v4.5z`;

/** The row of houses on the water, two windows lit. A picture of the street; the windows are never data. */
export function Houses() {
  return (
    <div class="houses-row">
      <svg
        class="houses"
        viewBox="0 0 360 128"
        preserveAspectRatio="xMidYMax slice"
        aria-hidden="true"
        focusable="false"
      >
        <path class="houses-wall" d={roofs.join('')} />
        <path class="houses-line" d="M250 74h68M250 87h68" />
        <path class="houses-dark" d={dark.map(wide).join('') + low.map(narrow).join('')} />
        <path class="houses-lit" d="M157 81v-13a6 6 0 0 1 12 0v13zM175 81v-13a6 6 0 0 1 12 0v13z" />
        <path class="houses-wall" d="M0 100h360v28H0z" />
        <g class="houses-glow">
          <path d="M158 106h10M176 106h10" opacity=".9" />
          <path d="M155 112h14M178 112h7" opacity=".55" />
          <path d="M161 118h6M174 118h12" opacity=".3" />
        </g>
        <path class="houses-line" d="M20 108h26M64 114h40M214 109h32M262 116h44M316 107h24" />
      </svg>
    </div>
  );
}
