// The label of a receptacle that is closed and in no dispatch yet: its own bar code, drawn by the browser, so that it is printed
// without a line. It has no number of the UPU: that is given when its dispatch is closed.

// Widths of bars and spaces in turn (ISO/IEC 15417).
const WIDTHS =
  "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232";
const START_B = 104;
const STOP = "2331112";
const TALL = 60;
const QUIET = 10;

// Printable ASCII in set B.
export function modules(text) {
  const symbols = [START_B, ...[...text].map((each) => each.charCodeAt(0) - 32)];
  if (symbols.some((each) => each < 0 || each > START_B)) throw new Error("not printable ASCII");
  const sum = symbols.reduce((all, each, at) => all + each * Math.max(1, at), 0);
  return [...[...symbols, sum % 103].map((each) => WIDTHS.slice(each * 6, each * 6 + 6)).join(""), ...STOP].map(Number);
}

export function bars(text) {
  const space = "http://www.w3.org/2000/svg";
  const widths = modules(text);
  const drawing = document.createElementNS(space, "svg");
  const all = widths.reduce((sum, each) => sum + each, 2 * QUIET);
  drawing.setAttribute("viewBox", "0 0 " + all + " " + TALL);
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", text);
  drawing.setAttribute("shape-rendering", "crispEdges");
  let left = QUIET;
  widths.forEach((width, at) => {
    if (at % 2 === 0) {
      const bar = document.createElementNS(space, "rect");
      Object.entries({ x: left, y: 0, width, height: TALL }).forEach(([name, value]) => bar.setAttribute(name, value));
      drawing.append(bar);
    }
    left += width;
  });
  return drawing;
}

// What the bar code of a receptacle says, and what it is known by to people.
export const short = (id) => id.slice(0, 8).toUpperCase();
export const coded = (id) => "WASL-B/" + short(id);
