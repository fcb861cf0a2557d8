"use strict";
{
  const table = document.querySelector(".queue");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const filters = document.querySelector(".filters");
  const shown = filters.querySelector("output");
  const dialog = document.querySelector("dialog");
  const opened = dialog.querySelector(".opened");
  const days = 24 * 60 * 60 * 1000;
  const order = { critical: 0, high: 1, medium: 2 };

  for (const row of rows) {
    const at = Date.parse(row.dataset.at);
    if (!Number.isNaN(at)) {
      row.querySelector(".age").title = `${Math.floor((Date.now() - at) / days)} days ago`;
    }
    row.words = row.textContent.toLowerCase();
  }

  function filter() {
    const wanted = Object.fromEntries(new FormData(filters));
    const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const fits = ["severity", "target", "verdict"].every((key) => !wanted[key] || row.dataset[key] === wanted[key])
        && words.every((word) => row.words.includes(word));
      row.hidden = !fits;
      count += fits;
    }
    shown.textContent = `${count} of ${rows.length} shown`;
  }

  function value(row, key, place) {
    if (key === "rank") return Number(row.dataset.rank);
    if (key === "severity") return order[row.dataset.severity];
    if (key === "at") return row.dataset.at;
    const text = row.cells[place].textContent;
    return key === "errors" || key === "warnings" ? -Number(text) : text.toLowerCase();
  }

  function sort(button) {
    const head = button.closest("th");
    const again = head.getAttribute("aria-sort") === "ascending";
    for (const one of table.tHead.rows[0].cells) one.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", again ? "descending" : "ascending");
    const key = button.dataset.sort;
    const keyed = rows.map((row) => [value(row, key, head.cellIndex), Number(row.dataset.rank), row]);
    keyed.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]));
    if (again) keyed.reverse();
    body.append(...keyed.map((one) => one[2]));
  }

  async function open(name) {
    const packed = Uint8Array.from(atob(document.getElementById(`brief-${name}`).textContent), (c) => c.charCodeAt(0));
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    const page = new DOMParser().parseFromString(await new Response(unpacked).text(), "text/html");
    opened.replaceChildren(...page.body.childNodes);
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  filters.addEventListener("input", filter);
  filters.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.sort) sort(button);
    if (button?.dataset.open) open(button.dataset.open);
  });
  opened.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    const place = opened.querySelector(`[id="${CSS.escape(link.hash.slice(1))}"]`);
    place?.scrollIntoView({ block: "center" });
    for (const lit of opened.querySelectorAll(".lit")) lit.classList.remove("lit");
    place?.classList.add("lit");
  });
  filter();
}
