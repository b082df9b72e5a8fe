// Every visible piece of text under `root` that is harder to read than WCAG 2 allows, as "ratio: text" lines.
(root) => {
  const parse = (css) => {
    const [r, g, b, a = 1] = css.match(/[\d.]+/g).map(Number);
    return css.startsWith("color(srgb") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((channel, index) => a * channel + (1 - a) * below[index]);
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const lineage = (element) => (element ? [...lineage(element.parentElement), element] : []);

  const faults = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.textContent.trim();
    if (!text || !element.checkVisibility()) continue;
    let ground = [255, 255, 255];
    let opacity = 1;
    for (const ancestor of lineage(element)) {
      const style = getComputedStyle(ancestor);
      opacity *= Number(style.opacity);
      ground = over(parse(style.backgroundColor), ground);
    }
    const style = getComputedStyle(element);
    const [r, g, b, a] = parse(style.color);
    const ink = over([r, g, b, a * opacity], ground);
    const [darker, lighter] = [luminance(ink), luminance(ground)].sort((one, other) => one - other);
    const ratio = (lighter + 0.05) / (darker + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) faults.push(`${ratio.toFixed(2)}: ${text.slice(0, 60)}`);
  }
  return faults;
}
